import { desc, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly } from '#server/db/write'
import { pageSize } from '#server/http/lists'
import { journal } from '#server/schema'
import { persons } from '#modules/people'

export type JournalRow = {
  id: number
  at: number
  action: string
  subject: string
  fields: readonly string[]
  nameKm: string | null
  nameLatin: string | null
}
/** Entries from the newest back, one page and one row more; `before` is the id that the page begins under. */
export const journalRows = (db: Db, before: number | undefined): JournalRow[] =>
  db
    .select({
      id: journal.id,
      at: journal.at,
      action: journal.action,
      subject: journal.subject,
      fields: journal.fields,
      nameKm: persons.nameKm,
      nameLatin: persons.nameLatin,
    })
    .from(journal)
    .leftJoin(persons, eq(persons.id, journal.personId))
    .where(before === undefined ? sql`true` : lt(journal.id, before))
    .orderBy(desc(journal.id))
    .limit(exactly(pageSize + 1))
    .all()
