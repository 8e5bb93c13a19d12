import { z } from 'zod'
import type { Actor, Action } from '#server/actor'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import type { TextKey } from '#server/i18n'
import { record } from '#server/journal'
import { settings } from '#server/schema'

/** A value that the office may change. `unit` and `label` are shown beside it. */
export type Setting<Schema extends z.ZodType = z.ZodType> = {
  key: string
  schema: Schema
  default: z.output<Schema>
  label: TextKey
  hint: TextKey
}
export const setting = <Schema extends z.ZodType>(one: Setting<Schema>): Setting<Schema> => one

const stored = kept((db) => new Map(db.select().from(settings).all().map(({ key, value }) => [key, value])))
/** The value in force; a stored one that no longer fits its schema counts as not set. */
export const valueOf = <Schema extends z.ZodType>(db: Db, one: Setting<Schema>): z.output<Schema> => {
  const read = one.schema.safeParse(stored(db).get(one.key))
  return read.success ? read.data : one.default
}
/** Changes one setting. `action` is what the caller's route was allowed. */
export const change = <Schema extends z.ZodType>(db: Db, actor: Actor, action: Action, one: Setting<Schema>, value: z.output<Schema>, now: number): void => {
  write(db, (tx) => {
    const before = valueOf(tx, one)
    tx.insert(settings)
      .values({ key: one.key, value, changedAt: now })
      .onConflictDoUpdate({ target: settings.key, set: { value, changedAt: now } })
      .run()
    touch(tx)
    record(tx, actor, { action, subject: `settings/${one.key}`, at: now, fields: [one.key], values: { before, after: value } })
  })
}
