import type { z } from 'zod'
import type { Actor, Action } from '#server/actor'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import type { TextKey } from '#server/i18n'
import { record } from '#server/journal'
import { settings } from '#server/schema'

/** A value that the office may change. The schema reads what is typed; what was typed is what is stored. */
export type Setting<Schema extends z.ZodType<unknown, string> = z.ZodType<unknown, string>> = {
  key: string
  schema: Schema
  default: z.output<Schema>
  label: TextKey
  hint: TextKey
}
export const setting = <Schema extends z.ZodType<unknown, string>>(one: Setting<Schema>): Setting<Schema> => one

const stored = kept(
  (db) =>
    new Map(
      db
        .select()
        .from(settings)
        .all()
        .map(({ key, value }) => [key, value]),
    ),
)
/** The value in force; a stored one that no longer fits its schema counts as not set. */
export const valueOf = <Schema extends z.ZodType<unknown, string>>(db: Db, one: Setting<Schema>): z.output<Schema> => {
  const read = one.schema.safeParse(stored(db).get(one.key))
  return read.success ? read.data : one.default
}
/** What the office typed for a setting, or undefined while the default holds. */
export const typedOf = (db: Db, one: Setting): string | undefined => {
  const value = stored(db).get(one.key)
  return typeof value === 'string' ? value : undefined
}
/** A setting as the office reads it: what was typed, or the default. */
export const shownOf = (db: Db, one: Setting): string => typedOf(db, one) ?? String(valueOf(db, one))
/** Changes one setting; `typed` has passed its schema. `action` is what the caller's route was allowed. */
export const change = (db: Db, actor: Actor, action: Action, one: Setting, typed: string, now: number): void => {
  write(db, (tx) => {
    const before = typedOf(tx, one) ?? null
    const row = { value: typed, changedAt: now }
    tx.insert(settings)
      .values({ key: one.key, ...row })
      .onConflictDoUpdate({ target: settings.key, set: row })
      .run()
    touch(tx)
    record(tx, actor, {
      action,
      subject: `settings/${one.key}`,
      at: now,
      fields: [one.key],
      values: { before, after: typed },
    })
  })
}
