import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { pageSize } from '#server/http/lists'
import { notices } from './schema.ts'

const $ = sql.placeholder
const columns = {
  id: notices.id,
  key: notices.key,
  params: notices.params,
  href: notices.href,
  at: notices.at,
  readAt: notices.readAt,
}
const shown = 3
const unread = prepared((db) =>
  db
    .select({ ...columns, count: sql<number>`count(*) over ()`.as('count') })
    .from(notices)
    .where(and(eq(notices.personId, $('person')), isNull(notices.readAt)))
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(exactly(shown)),
)
export type NoticeRow = Pick<typeof notices.$inferSelect, keyof typeof columns>
export type Unread = { count: number; newest: readonly NoticeRow[] }
/** How much a person has not read, and the newest three of it. One statement. */
export const unreadOf = (db: Db, personId: number): Unread => {
  const rows = unread(db).all({ person: personId })
  return { count: rows[0]?.count ?? 0, newest: rows }
}
const newestFirst = [desc(notices.at), desc(notices.id)]
const newest = prepared((db) =>
  db
    .select(columns)
    .from(notices)
    .where(eq(notices.personId, $('person')))
    .orderBy(...newestFirst)
    .limit(exactly(pageSize + 1)),
)
const older = prepared((db) =>
  db
    .select(columns)
    .from(notices)
    .where(
      sql`${notices.personId} = ${$('person')} and (${notices.at}, ${notices.id}) <
        (select b.at, b.id from notices b where b.id = ${$('before')} and b."personId" = ${$('person')})`,
    )
    .orderBy(...newestFirst)
    .limit(exactly(pageSize + 1)),
)
/** From the newest back, one page and one row more; `before` is a notice of hers that the page begins under. */
export const inboxOf = (db: Db, personId: number, before?: number): NoticeRow[] =>
  before === undefined ? newest(db).all({ person: personId }) : older(db).all({ person: personId, before })
