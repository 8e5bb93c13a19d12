import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { storeName } from '#server/khmer'
import { topicKinds, topics } from './schema.ts'

const file = new URL('../../content/events/topics.yaml', import.meta.url)
const name = z.string().min(1).transform(storeName)
const Topics = z.array(
  z.object({
    code: z.string().regex(/^[A-Z0-9]{2,12}$/),
    kind: z.enum(topicKinds),
    minutes: z.number().int().positive(),
    title: z.object({ km: name, en: name }),
  }),
)
export type Topic = typeof topics.$inferSelect
/** All topics by code. */
export const topicsByCode = kept(
  (db): ReadonlyMap<string, Topic> =>
    new Map(
      db
        .select()
        .from(topics)
        .all()
        .map((one) => [one.code, one]),
    ),
)

/** Brings the topics in: new ones are added, changed titles and minutes follow the file. */
export const content = (db: Db, now: number): void => {
  const list = Topics.parse(parse(readFileSync(file, 'utf8')))
  const known = topicsByCode(db)
  const rows = list.map(({ code, kind, minutes, title }) => ({
    code,
    kind,
    minutes,
    titleKm: title.km,
    titleEn: title.en,
  }))
  const changed = rows.filter((row) => {
    const old = known.get(row.code)
    return (
      !old ||
      old.titleKm !== row.titleKm ||
      old.titleEn !== row.titleEn ||
      old.minutes !== row.minutes ||
      old.kind !== row.kind
    )
  })
  if (changed.length === 0) return
  write(db, (tx) => {
    for (const row of changed) tx.insert(topics).values(row).onConflictDoUpdate({ target: topics.code, set: row }).run()
    record(tx, null, { action: 'system.import', subject: 'topics', at: now, values: { after: changed } })
    touch(tx)
  })
}
