import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { runOne } from '#server/jobs'
import { minute } from '#server/time'
import {
  approveBatch,
  draftBatch,
  issueAll,
  issueBatch,
  issueNow,
  retryBatch,
  withdrawBatch,
  writeLunarLine,
} from '#modules/certificates'
import { issueCertificates } from '../../modules/certificates/jobs.ts'
import { issueMember, trialOf } from '../../modules/certificates/issuing.ts'
import { takeNumber } from '../../modules/certificates/numbers.ts'
import { noon } from '../support/world.ts'
import { aGraduate, anOfficer, batchOf, chance, house, lms, rows, today, type House } from './house.ts'

const stateOf = ({ db }: House, id: number): unknown =>
  db.$client.prepare('select state from certificate_batches where id = ?').pluck().get(id)
const members = ({ db }: House, id: number): Record<string, number> =>
  Object.fromEntries(
    db.$client
      .prepare<[number], { state: string; n: number }>(
        'select state, count(*) as n from certificate_batch_members where batchId = ? group by state',
      )
      .all(id)
      .map(({ state, n }) => [state, n]),
  )
/** The one member of a batch. */
const rowsOf = ({ db }: House, id: number): number =>
  db.$client
    .prepare<[number], number>('select personId from certificate_batch_members where batchId = ?')
    .pluck()
    .get(id) ?? 0
const graduates = (made: House, n: number): number[] =>
  Array.from({ length: n }, () => aGraduate(made.db, made.admin.actor).id)
const approved = (made: House, ids: readonly number[]): number => {
  const { db, admin, second } = made
  const { id } = draftBatch(db, admin.actor, batchOf(ids), noon)
  approveBatch(db, second.actor, id, noon)
  return id
}

test('numbers have no gap: one a series and year, also after what was rolled back', () => {
  const { db } = house()
  const take = (kind: string, year: number): string => write(db, (tx) => takeNumber(tx, kind, year)).number
  expect(take('COMPLETION1', 2026)).toBe('NEA/PES/COMPLETION1/2026/0001')
  expect(() =>
    write(db, (tx) => {
      takeNumber(tx, 'COMPLETION1', 2026)
      throw new Error('cut off')
    }),
  ).toThrow('cut off')
  expect(take('COMPLETION1', 2026)).toBe('NEA/PES/COMPLETION1/2026/0002')
  expect(take('COMPLETION1', 2027)).toBe('NEA/PES/COMPLETION1/2027/0001')
  expect(take('TRAINER', 2026)).toBe('NEA/PES/TRAINER/2026/0001')
})
test('a batch is approved before it is issued, and its paper is drawn by the job', async () => {
  const made = house()
  const { db, admin, second } = made
  const ids = graduates(made, 2)
  const { id } = draftBatch(db, admin.actor, batchOf(ids), noon)
  expect(() => issueBatch(db, admin.actor, id, lms, noon)).toThrow(new Refused('certificates:refused.state'))
  approveBatch(db, second.actor, id, noon)
  expect(() => approveBatch(db, second.actor, id, noon)).toThrow(Refused)
  issueBatch(db, admin.actor, id, lms, noon)
  expect(stateOf(made, id)).toBe('issuing')
  expect(await runOne(db, [issueCertificates], noon)).toEqual({ kind: 'certificates.issue', error: null })
  expect(stateOf(made, id)).toBe('issued')
  expect(rows(db).map(({ personId }) => personId)).toEqual(ids)
  expect(rows(db).map(({ number }) => number)).toEqual(['0001', '0002'].map((n) => `NEA/PES/COMPLETION1/2026/${n}`))
  expect(db.$client.prepare('select count(*) from certificate_papers').pluck().get()).toBe(2)
})
test('the same form sent twice is one draft, and one click more issues nothing twice', () => {
  const made = house()
  const { db, admin } = made
  const input = batchOf(graduates(made, 1))
  expect(draftBatch(db, admin.actor, input, noon).id).toBe(draftBatch(db, admin.actor, input, noon).id)
  issueNow(db, admin.actor, batchOf(input.personIds), lms, chance, noon)
  issueNow(db, admin.actor, batchOf(input.personIds), lms, chance, noon)
  expect(rows(db)).toHaveLength(1)
})
test('who does not meet the requirements is not drafted, and the draft says who', () => {
  const { db, admin } = house()
  const officer = anOfficer(db)
  expect(() => draftBatch(db, admin.actor, batchOf([officer.id]), noon)).toThrow(
    new Refused('certificates:refused.notEligible', { count: 1, names: officer.nameKm }),
  )
  expect(() => draftBatch(db, admin.actor, batchOf([]), noon)).toThrow(new Refused('certificates:refused.nobody'))
  expect(() => draftBatch(db, admin.actor, batchOf([officer.id], { issuedOn: '2026-11-25' }), noon)).toThrow(
    new Refused('certificates:refused.future'),
  )
})
test('a job that was cut off goes on where it was: nobody twice, no gap', async () => {
  const made = house()
  const { db, admin } = made
  const id = approved(made, graduates(made, 5))
  issueBatch(db, admin.actor, id, lms, noon)
  let pauses = 0
  const kill = (): Promise<void> => (++pauses === 3 ? Promise.reject(new Error('killed')) : Promise.resolve())
  await expect(issueAll(db, id, noon, chance, kill)).rejects.toThrow('killed')
  expect(members(made, id)).toEqual({ issued: 3, waiting: 2 })
  expect(stateOf(made, id)).toBe('issuing')
  await issueAll(db, id, noon + minute, chance)
  expect(members(made, id)).toEqual({ issued: 5 })
  expect(stateOf(made, id)).toBe('issued')
  expect(rows(db).map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5])
})
test('one failure does not stop the rest, takes no number, says why, and can be tried again', async () => {
  const made = house()
  const { db, admin } = made
  const ids = graduates(made, 3)
  const id = approved(made, ids)
  issueBatch(db, admin.actor, id, lms, noon)
  let codes = 0
  const code = (): string => {
    if (++codes === 2) throw new Error('no chance left')
    return chance.code()
  }
  await expect(issueAll(db, id, noon, { ...chance, code })).rejects.toThrow('no chance left')
  expect(members(made, id)).toEqual({ issued: 2, failed: 1 })
  expect(stateOf(made, id)).toBe('issued')
  retryBatch(db, admin.actor, id, noon)
  await runOne(db, [issueCertificates], noon)
  await runOne(db, [issueCertificates], noon)
  expect(members(made, id)).toEqual({ issued: 3 })
  expect(rows(db).map(({ serial }) => serial)).toEqual([1, 2, 3])
  expect(() => retryBatch(db, admin.actor, id, noon)).toThrow(new Refused('certificates:refused.noneFailed'))
})
const positionOf = ({ db }: House, id: number, position: string): void => {
  db.$client.prepare('update postings set position = ? where personId = ?').run(position, id)
}
const problems = ({ db }: House): unknown[] =>
  db.$client
    .prepare(
      "select json_extract(problem, '$.key') from certificate_batch_members where problem is not null order by 1",
    )
    .pluck()
    .all()
test('a paper that cannot be set takes no number; its member is told the line, and is tried again once it is mended', async () => {
  const made = house()
  const { db, admin } = made
  const ids = graduates(made, 4)
  const [, odd = 0, long = 0] = ids
  positionOf(made, odd, 'មន្ត្រី 🙂')
  positionOf(made, long, 'មន្ត្រីសេវាមុខរបរ'.repeat(12))
  const id = approved(made, ids)
  issueBatch(db, admin.actor, id, lms, noon)
  expect(await runOne(db, [issueCertificates], noon)).toEqual({ kind: 'certificates.issue', error: null })
  expect(members(made, id)).toEqual({ issued: 2, failed: 2 })
  expect(problems(made)).toEqual(['certificates:unfit.details', 'certificates:unfit.details'])
  expect(rows(db).map(({ serial }) => serial)).toEqual([1, 2])
  expect(db.$client.prepare('select last from certificate_series').pluck().get()).toBe(2)
  expect(db.$client.prepare('select count(*) from certificate_papers').pluck().get()).toBe(2)
  expect((await admin.get(`/certificates/batches/${String(id)}`)).body).toContain('មុខតំណែង ឬមជ្ឈមណ្ឌលមិនអាចបោះពុម្ព')
  for (const one of [odd, long]) positionOf(made, one, 'មន្ត្រី')
  retryBatch(db, admin.actor, id, noon)
  await runOne(db, [issueCertificates], noon)
  expect(rows(db).map(({ serial }) => serial)).toEqual([1, 2, 3, 4])
})
test('a number that was taken after the trial is not the one that is kept: it is tried again', async () => {
  const made = house()
  const { db, admin } = made
  const id = approved(made, graduates(made, 1))
  issueBatch(db, admin.actor, id, lms, noon)
  const trial = trialOf(db, id, rowsOf(made, id), 'A'.repeat(16), noon)
  write(db, (tx) => takeNumber(tx, 'COMPLETION1', 2026))
  const issue = (): void => {
    issueMember(db, id, rowsOf(made, id), { ...chance, code: () => 'A'.repeat(16) }, noon, trial)
  }
  expect(issue).toThrow(new Refused('certificates:problem.changed'))
  expect(db.$client.prepare('select last from certificate_series').pluck().get()).toBe(1)
  await issueAll(db, id, noon)
  expect(rows(db).map(({ serial }) => serial)).toEqual([2])
})
test('a batch whose job was given up is tried again; one that a job is at is not', async () => {
  const made = house()
  const { db, admin } = made
  const id = approved(made, graduates(made, 2))
  issueBatch(db, admin.actor, id, lms, noon)
  expect(() => retryBatch(db, admin.actor, id, noon)).toThrow(new Refused('certificates:refused.state'))
  const page = async (): Promise<string> => (await admin.get(`/certificates/batches/${String(id)}`)).body
  expect(await page()).not.toContain('/retries')
  db.$client.prepare('update jobs set failedAt = ?').run(noon)
  expect(stateOf(made, id)).toBe('issuing')
  expect(await page()).toContain('/retries')
  retryBatch(db, admin.actor, id, noon)
  await runOne(db, [issueCertificates], noon)
  expect(members(made, id)).toEqual({ issued: 2 })
  expect(stateOf(made, id)).toBe('issued')
})
test('a draft is withdrawn; what is being issued is not', () => {
  const made = house()
  const { db, admin } = made
  const [first = 0, second = 0] = graduates(made, 2)
  const id = approved(made, [first])
  withdrawBatch(db, admin.actor, id, noon)
  expect(() => issueBatch(db, admin.actor, id, lms, noon)).toThrow(Refused)
  const other = approved(made, [second])
  issueBatch(db, admin.actor, other, lms, noon)
  expect(() => withdrawBatch(db, admin.actor, other, noon)).toThrow(new Refused('certificates:refused.state'))
})
test('the lunar line is computed, may be changed in a draft by who saw the last state, and stands on the paper', () => {
  const made = house()
  const { db, admin } = made
  const batch = draftBatch(db, admin.actor, batchOf(graduates(made, 1)), noon)
  expect(batch.lunarLine).toContain('ព.ស.២៥៧០')
  const line = { batchId: batch.id, lunarLine: 'ថ្ងៃអង្គារ ១កើត', rowVersion: batch.rowVersion }
  writeLunarLine(db, admin.actor, line, noon)
  expect(() => { writeLunarLine(db, admin.actor, line, noon) }).toThrow(Refused) // prettier-ignore
  approveBatch(db, admin.actor, batch.id, noon)
  expect(() => { writeLunarLine(db, admin.actor, { ...line, rowVersion: 3 }, noon) }).toThrow(new Refused('certificates:refused.state')) // prettier-ignore
})
test('a certificate keeps version, evidence, snapshot and end of validity, and nothing of it can be changed', () => {
  const made = house()
  const { db, admin } = made
  const [id = 0] = graduates(made, 1)
  issueNow(db, admin.actor, batchOf([id]), lms, chance, noon)
  const row = db.$client.prepare<[], Record<string, unknown>>('select * from certificates').get()
  expect(row).toMatchObject({ basis: 'tier:online', issuedOn: today, expiresOn: null, programmeVersionId: 1 })
  expect(row?.digest).toMatch(/^[0-9a-f]{64}$/)
  expect(row?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  const snapshot = JSON.parse(String(row?.snapshot)) as { bodyKm: string; verify: { url: string } }
  expect(snapshot.bodyKm).toContain('ចាប់ពីថ្ងៃទី២ ខែមីនា ឆ្នាំ២០២៦')
  expect(snapshot.verify.url).toBe(`https://lms.example/verify/${String(row?.code)}`)
  const run = (sql: string) => () => db.$client.exec(sql)
  expect(run(`update certificates set number = 'x'`)).toThrow('never changed')
  expect(run('delete from certificates')).toThrow('never deleted')
  db.$client.exec(`insert into certificate_papers values (1, 't', 'x', 1, 1)`)
  expect(run(`update certificate_papers set sha256 = 'y'`)).toThrow('append-only')
  expect(run('delete from certificate_papers')).toThrow('append-only')
})
test('only an administrator drafts, approves and issues', () => {
  const made = house()
  const { db, as } = made
  const [id = 0] = graduates(made, 1)
  const own = as(id).actor
  expect(() => draftBatch(db, own, batchOf([id]), noon)).toThrow()
  expect(() => draftBatch(db, made.admin.actor, batchOf([id, 999_999], { once: randomUUID() }), noon)).toThrow()
  expect(rows(db)).toEqual([])
})
