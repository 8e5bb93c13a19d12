/** A process of its own: `enroller.ts <file> <event> <begin at> <person…>`. Prints what each enrolment came to. */
import { randomUUID } from 'node:crypto'
import { open } from '#server/db/open'
import { enrolSelf } from '#modules/events'

const [file = '', event = '', beginAt = '', ...persons] = process.argv.slice(2)
const db = open(file)
const now = Date.parse('2026-11-24T05:00:00Z')
const enrol = (person: number): string => {
  const own = { country: false, provinces: [], centres: [], self: person }
  const actor = { person, login: 0, nameKm: '', nameLatin: '', language: 'km', numerals: 'auto', roles: ['officer'], reach: { 'events.enrol': own, 'events.read': own } } as const // prettier-ignore
  try {
    return enrolSelf(db, actor, { id: Number(event), once: randomUUID() }, now).state
  } catch (error) {
    return String(error)
  }
}
while (Date.now() < Number(beginAt)) continue
console.log(JSON.stringify(persons.map((one) => enrol(Number(one)))))
db.$client.close()
