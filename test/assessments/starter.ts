/** A process of its own: `starter.ts <file> <person> <starts> <begin at> <submit>`. Prints what each start came to. */
import { randomUUID } from 'node:crypto'
import { open } from '#server/db/open'
import { Refused } from '#server/errors'
import { startAttempt, submitAttempt } from '#modules/assessments'

const [file = '', person = '', starts = '', beginAt = '', submits = ''] = process.argv.slice(2)
const db = open(file)
const own = { country: false, provinces: [], centres: [], self: Number(person) }
const taker = { person: Number(person), reach: { 'assessments.take': own, 'programme.enrol': own } }
const now = Date.parse('2026-11-24T05:00:00Z')

const start = (): string => {
  try {
    const { id } = startAttempt(db, taker, { code: 'T1', once: randomUUID() }, now)
    if (submits === 'yes') submitAttempt(db, taker, id, now)
    return String(id)
  } catch (error) {
    return error instanceof Refused ? error.key : String(error)
  }
}
while (Date.now() < Number(beginAt)) continue
console.log(JSON.stringify(Array.from({ length: Number(starts) }, start)))
db.$client.close()
