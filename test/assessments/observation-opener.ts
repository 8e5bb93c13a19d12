/** A process of its own: `observation-opener.ts <file> <observer> <observed> <begin at>`. Prints which performances it opened. */
import { randomUUID } from 'node:crypto'
import { open } from '#server/db/open'
import { openPerformance, openSheet } from '#modules/assessments'

const [file = '', observer = '', observed = '', beginAt = ''] = process.argv.slice(2)
const db = open(file)
const own = { country: false, provinces: [], centres: [], self: Number(observer) }
const actor = { person: Number(observer), reach: { 'observations.score': own } }
const now = Date.parse('2026-11-24T05:00:00Z')
const given = { personId: Number(observed), rubric: 'MOCK', occasion: 'event:1', wanted: 2 }

while (Date.now() < Number(beginAt)) continue
const opened = Array.from({ length: 10 }, () => openPerformance(db, actor, { ...given, once: randomUUID() }, now).id)
for (const id of opened) openSheet(db, actor, id, now)
console.log(JSON.stringify(opened))
db.$client.close()
