/** A process of its own: `starter.ts <file> <admin> <person> <clicks> <begin at>`. Prints what each click came to. */
import { randomUUID } from 'node:crypto'
import { open } from '#server/db/open'
import { learnAll } from '#server/compose'
import { present, Refused } from '#server/errors'
import { identify, signIn } from '#modules/access'
import { issueNow } from '#modules/certificates'
import { modules } from '../../modules/index.ts'
import { chance } from '../../modules/certificates/jobs.ts'

const [file = '', admin = '', person = '', clicks = '', beginAt = ''] = process.argv.slice(2)
learnAll(modules)
const db = open(file)
const now = Date.parse('2026-11-24T05:00:00Z')
const actor = present(identify(db, signIn(db, Number(admin), 'Chrome', now), now), 'the administrator')
const house = { base: 'https://lms.example', isSpecimen: false }
const click = (): string => {
  const batch = { once: randomUUID(), kind: 'COMPLETION1', occasion: null, personIds: [Number(person)], issuedOn: '2026-11-24' } // prettier-ignore
  try {
    const { id } = issueNow(db, actor, batch, house, chance, now)
    return String(db.$client.prepare('select certificateId from certificate_batch_members where batchId = ?').pluck().get(id)) // prettier-ignore
  } catch (error) {
    return error instanceof Refused ? error.key : String(error)
  }
}
while (Date.now() < Number(beginAt)) continue
console.log(JSON.stringify(Array.from({ length: Number(clicks) }, click)))
db.$client.close()
