import { createHash, randomBytes } from 'node:crypto'
import { asc, between, desc, gt, sql } from 'drizzle-orm'
import type { Action, Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { exactly, prepared } from '#server/db/write'
import { journal, journalDetails } from '#server/schema'

type Row = typeof journal.$inferSelect
/** What a journal entry says. `values` are erasable: before and after, or what was typed. */
export type Entry = {
  action: Action | SystemAction
  subject: string
  at: number
  fields?: readonly string[]
  values?: unknown
}
/** What the house itself does, without a person's permission. */
export type SystemAction =
  'access.signIn' | 'access.signOut' | 'system.import' | 'system.command' | 'system.close' | 'person.preferences'

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const last = prepared((db) =>
  db.select({ digest: journal.digest }).from(journal).orderBy(desc(journal.id)).limit(exactly(1)),
)
const digestOf = (row: Omit<Row, 'id' | 'digest'>): string =>
  sha(JSON.stringify([row.previous, row.at, row.personId, row.action, row.subject, row.fields, row.details]))

/** Adds one entry in the verb's own transaction. The chain needs no lock of its own: BEGIN IMMEDIATE is one. */
export const record = (tx: Tx, actor: Pick<Actor, 'person'> | null, entry: Entry): void => {
  const salt = randomBytes(12).toString('base64url')
  const details = entry.values === undefined ? '' : sha(salt + JSON.stringify(entry.values))
  const row = {
    at: entry.at,
    personId: actor?.person ?? null,
    action: entry.action,
    subject: entry.subject,
    fields: entry.fields ?? [],
    details,
    previous: last(tx).get()?.digest ?? '',
  }
  const { id } = tx
    .insert(journal)
    .values({ ...row, digest: digestOf(row) })
    .returning({ id: journal.id })
    .get()
  if (entry.values !== undefined) tx.insert(journalDetails).values({ journalId: id, salt, values: entry.values }).run()
}

const pageSize = 1_000
const $ = sql.placeholder
const following = prepared((db) =>
  db
    .select()
    .from(journal)
    .where(gt(journal.id, $('after')))
    .orderBy(asc(journal.id))
    .limit(exactly(pageSize)),
)
const detailsOf = prepared((db) =>
  db
    .select()
    .from(journalDetails)
    .where(between(journalDetails.journalId, $('from'), $('to'))),
)

/** Walks the whole chain. The first row that does not fit, and why; null when all is well. Erased details are no fault. */
export const verify = (
  db: Db,
): { checked: number; fault: { id: number; why: 'chain' | 'content' | 'details' } | null } => {
  let previous = ''
  let checked = 0
  for (let after = 0; ;) {
    const rows = following(db).all({ after })
    const first = rows[0]
    const end = rows.at(-1)
    if (!first || !end) return { checked, fault: null }
    const details = new Map(
      detailsOf(db)
        .all({ from: first.id, to: end.id })
        .map((one) => [one.journalId, one]),
    )
    for (const row of rows) {
      const kept = details.get(row.id)
      if (row.previous !== previous) return { checked, fault: { id: row.id, why: 'chain' } }
      if (row.digest !== digestOf(row)) return { checked, fault: { id: row.id, why: 'content' } }
      if (kept && row.details !== sha(kept.salt + JSON.stringify(kept.values)))
        return { checked, fault: { id: row.id, why: 'details' } }
      previous = row.digest
      checked++
    }
    after = end.id
  }
}
