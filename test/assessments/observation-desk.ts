import { randomUUID } from 'node:crypto'
import type { Db } from '#server/db/open'
import {
  openPerformance,
  openSheet,
  saveLevel,
  sendSheet,
  type NewPerformance,
  type Performance,
} from '#modules/assessments'
import { currentRubric, rubricBody } from '../../modules/assessments/rubric-queries.ts'
import type { RubricBody } from '../../modules/assessments/rubric-shape.ts'
import type { Taker } from '../../modules/assessments/policy.ts'
import { anAdministrator, anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world, type Browser, type World } from '../support/world.ts'

type Member = Browser & { actor: ReturnType<World['as']>['actor'] }
export type Desk = World & { officer: Member; trainer: Member; second: Member; admin: Member }
/** An officer, two trainers of her province and an administrator. */
export const desk = (): Desk => {
  const house = world()
  const { db, as } = house
  return Object.assign(house, {
    officer: as(anOfficer(db).id),
    trainer: as(aTrainer(db).id),
    second: as(aTrainer(db).id),
    admin: as(anAdministrator(db).id),
  })
}
export const rubricNow = (db: Db, code = 'MOCK'): RubricBody => rubricBody(db, currentRubric(db, code)?.versionId ?? 0)
export const begun = ({ db, officer, trainer }: Desk, more: Partial<NewPerformance> = {}): Performance =>
  openPerformance(
    db,
    trainer.actor,
    { personId: officer.actor.person, rubric: 'MOCK', occasion: 'event:1', wanted: 1, once: randomUUID(), ...more },
    noon,
  )
/** Fills an observer's sheet: level 3 everywhere but where it is said; low ones with a comment. Returns its id. */
export const filled = (
  db: Db,
  observer: Taker,
  performanceId: number,
  levels: Readonly<Record<string, number>> = {},
  rubric = 'MOCK',
): number => {
  const { id } = openSheet(db, observer, performanceId, noon)
  for (const { code } of rubricNow(db, rubric).criteria) {
    const level = levels[code] ?? 3
    saveLevel(db, observer, { sheetId: id, criterion: code, level, comment: level < 3 ? `មតិ ${code}` : '' }, noon)
  }
  return id
}
export const sent = (
  db: Db,
  observer: Taker,
  performanceId: number,
  levels: Readonly<Record<string, number>> = {},
): number => {
  const id = filled(db, observer, performanceId, levels)
  sendSheet(db, observer, id, noon)
  return id
}
