import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { storeName } from '#server/khmer'
import { dayOf } from '#server/time'
import { Requirement, subjectsByCode, subjectsOf } from '#modules/programme'
import { topicKinds, topics } from './schema.ts'
import { importVenues } from './venues.ts'

const file = new URL('../../content/events/topics.yaml', import.meta.url)
const name = z.string().min(1).transform(storeName)
const nothing = { km: '', en: '' }
const Topics = z.array(
  z.strictObject({
    code: z.string().regex(/^[A-Z0-9]{2,12}$/),
    kind: z.enum(topicKinds),
    minutes: z.number().int().positive(),
    title: z.object({ km: name, en: name }),
    objective: z.object({ km: name, en: name }).optional(),
    entry: Requirement.nullable().default(null),
    bring: z.object({ km: z.string(), en: z.string() }).default(nothing),
  }),
)
export type Topic = typeof topics.$inferSelect
/** All topics by code, retired ones too: earlier facts name them. */
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
type Row = Omit<Topic, 'id'>
const rowsOf = (): Row[] =>
  Topics.parse(parse(readFileSync(file, 'utf8'))).map(({ code, kind, minutes, title, entry, bring }) => ({
    code,
    kind,
    minutes,
    titleKm: title.km,
    titleEn: title.en,
    entry,
    bringKm: bring.km,
    bringEn: bring.en,
    retiredOn: null,
  }))
const importTopics = (db: Db, now: number): void => {
  const rows = rowsOf()
  const known = topicsByCode(db)
  const changed: Row[] = rows.filter((row) => {
    const { id: _id, ...old } = known.get(row.code) ?? { id: 0 }
    return !isDeepStrictEqual(old, row)
  })
  const gone = [...known.values()].filter(
    ({ code, retiredOn }) => retiredOn === null && !rows.some((row) => row.code === code),
  )
  for (const { id: _id, ...row } of gone) changed.push({ ...row, retiredOn: dayOf(now) })
  if (changed.length === 0) return
  write(db, (tx) => {
    for (const row of changed) tx.insert(topics).values(row).onConflictDoUpdate({ target: topics.code, set: row }).run()
    record(tx, null, { action: 'system.import', subject: 'topics', at: now, values: { after: changed } })
    touch(tx)
  })
}
/** Brings the topics and the centres' rooms in: new ones are added, changed ones follow the file, missing ones retire. */
export const content = (db: Db, now: number): void => {
  importTopics(db, now)
  importVenues(db, now)
}
/** What an entry rule names must exist. */
export const check = (db: Db): string[] => {
  const known = subjectsByCode(db)
  return [...topicsByCode(db).values()]
    .flatMap(({ entry }) => (entry ? subjectsOf(entry) : []))
    .filter((code) => !known.has(code))
    .map((code) => `content/events/topics.yaml names ${code}, which no course, test or event has`)
}
