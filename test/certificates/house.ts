import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { recordResult } from '#modules/assessments'
import { issueNow, type NewBatch } from '#modules/certificates'
import { catalogue, recordPass } from '#modules/courses'
import type { Person } from '#modules/people'
import { codeOf } from '../../modules/certificates/codes.ts'
import type { Chance } from '../../modules/certificates/issuing.ts'
import { anAdministrator, anOfficer, aPerson } from '../support/factories.ts'
import { noon, world, type Browser, type World } from '../support/world.ts'

export const today = '2026-11-24'
export const chance: Chance = { uuid: randomUUID, code: () => codeOf(randomBytes(10)) }
export const lms = { base: 'https://lms.example', isSpecimen: false }
type Signed = Browser & { actor: Actor }
export type House = World & { admin: Signed; second: Signed }
/** A house with the two administrators that a revocation needs. */
export const house = (): House => {
  const made = world()
  const [admin, second] = [made.as(anAdministrator(made.db).id), made.as(anAdministrator(made.db).id)]
  return Object.assign(made, { admin, second })
}
/** Everything that tier 1 asks of a person, as paper says it. */
export const pass = (db: Db, admin: Actor, personId: number): void => {
  const paper = { personId, evidence: 'list 12', score: 90 }
  for (const { code } of catalogue(db).courses)
    recordPass(db, admin, { ...paper, uuid: randomUUID(), code, day: '2026-03-02' }, noon)
  recordResult(db, admin, { ...paper, uuid: randomUUID(), quizCode: 'POST', happenedOn: '2026-05-08' }, noon)
}
/** An officer who has done tier 1. */
export const aGraduate = (db: Db, admin: Actor, given: Parameters<typeof aPerson>[1] = {}): Person => {
  const person = aPerson(db, given)
  pass(db, admin, person.id)
  return person
}
export const batchOf = (personIds: readonly number[], more: Partial<NewBatch> = {}): NewBatch => ({
  once: randomUUID(),
  kind: 'COMPLETION1',
  occasion: null,
  personIds,
  issuedOn: today,
  ...more,
})
export type Row = { id: number; personId: number; number: string; serial: number; code: string }
export const rows = (db: Db): Row[] =>
  db.$client.prepare<[], Row>('select id, personId, number, serial, code from certificates order by id').all()
/** One graduate with her certificate. */
export const certified = (
  { db, admin }: House,
  given: Parameters<typeof aPerson>[1] = {},
): Row & { person: Person } => {
  const person = aGraduate(db, admin.actor, given)
  issueNow(db, admin.actor, batchOf([person.id]), lms, chance, noon)
  const row = rows(db).at(-1)
  if (!row) throw new Error('no certificate was issued')
  return { ...row, person }
}
export { anOfficer }
/** What a reader reads: no tags, one space. */
export const words = (html: string): string =>
  html
    .replaceAll(/<span class="nw">([^<]*)<\/span>/g, '$1')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll(/\s+/g, ' ')
