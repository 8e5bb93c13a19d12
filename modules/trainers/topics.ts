import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { storeName } from '#server/khmer'
import { dayOf } from '#server/time'
import { licenceTopics } from './schema.ts'

const file = new URL('../../content/trainers/topics.yaml', import.meta.url)
const name = z.string().min(1).transform(storeName)
const Topics = z.array(
  z.strictObject({ code: z.string().regex(/^[A-Z0-9]{2,12}$/), title: z.object({ km: name, en: name }) }),
)
export type LicenceTopic = typeof licenceTopics.$inferSelect
/** Topics that a licence may be given for, in the order of the file. */
export const licenceTopicList = kept((db): readonly LicenceTopic[] =>
  db
    .select()
    .from(licenceTopics)
    .all()
    .filter(({ retiredOn }) => retiredOn === null),
)
/** Brings the topics in: new ones are added, titles follow the file, missing ones retire. */
export const content = (db: Db, now: number): void => {
  const wanted = Topics.parse(parse(readFileSync(file, 'utf8'))).map(({ code, title }) => ({ code, ...title, retiredOn: null }))
  const known = licenceTopicList(db)
  const changed = wanted.filter(({ code, km, en }) => !known.some((one) => one.code === code && one.km === km && one.en === en))
  const gone = known.filter(({ code }) => !wanted.some((one) => one.code === code))
  if (changed.length + gone.length === 0) return
  write(db, (tx) => {
    for (const row of [...changed, ...gone.map(({ code, km, en }) => ({ code, km, en, retiredOn: dayOf(now) }))])
      tx.insert(licenceTopics).values(row).onConflictDoUpdate({ target: licenceTopics.code, set: row }).run()
    record(tx, null, { action: 'system.import', subject: 'licence-topics', at: now, values: { after: changed } })
    touch(tx)
  })
} // prettier-ignore
