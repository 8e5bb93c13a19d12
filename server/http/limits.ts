import { lt, sql } from 'drizzle-orm'
import { TooMany } from '#server/errors'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { throttles } from '#server/schema'
import { day } from '#server/time'

export type Limit = { name: string; tries: number; window: number }
/**
 * Counts one try of a key and throws TooMany past the limit. In a table, so it holds over restarts and in every process.
 * The key is not a secret, but it may be a phone number: rows are forgotten after a day.
 */
export const throttle = (db: Db, { name, tries, window }: Limit, key: string, now: number): void => {
  const row = write(db, (tx) =>
    tx
      .insert(throttles)
      .values({ key: `${name}:${key}`, windowStart: now, tries: 1 })
      .onConflictDoUpdate({
        target: throttles.key,
        set: {
          tries: sql`case when "windowStart" <= ${now - window} then 1 else "tries" + 1 end`,
          windowStart: sql`case when "windowStart" <= ${now - window} then ${now} else "windowStart" end`,
        },
      })
      .returning()
      .get(),
  )
  if (row.tries > tries) throw new TooMany(Math.ceil((row.windowStart + window - now) / 1000))
}
/** After a success the earlier tries no longer count. */
export const forgive = (db: Db, { name }: Limit, key: string): void => {
  write(db, (tx) =>
    tx
      .delete(throttles)
      .where(sql`${throttles.key} = ${`${name}:${key}`}`)
      .run(),
  )
}
export const forgetTries = (db: Db, now: number): void => {
  db.delete(throttles)
    .where(lt(throttles.windowStart, now - day))
    .run()
}
