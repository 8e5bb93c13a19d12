import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { touch } from '#server/db/kept'
import { write } from '#server/db/write'
import { present } from '#server/errors'
import { startOf } from '#server/time'
import { moveEvent, schedule } from '#modules/events'
import { subjectsByCode } from '#modules/programme'
import { anOfficer, aTrainer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'
import { aPlan, day, fourHalves, licensed, published, pursat, team } from './house.ts'

const house = () => {
  const made = world()
  const all = team(made.db)
  return { ...made, all, trainer: made.as(all.trainer.person), stranger: made.as(aTrainer(made.db, 1).id) }
}
/** Topics that an earlier version held, of a kind that is none any more; since then rubrics bear these codes. */
const landed = ({ db }: World): void => {
  for (const code of ['MOCK', 'CASE', 'DIGITAL', 'MICRO'])
    db.$client
      .prepare(
        `insert into event_topics (code, kind, "titleKm", "titleEn", minutes, "retiredOn") values (?, 'practical', 'ចាស់', 'Old', 60, '2026-11-20')`,
      )
      .run(code)
  write(db, (tx) => {
    touch(tx)
  })
}
/** More than any address holds, once each letter is three bytes in per cents. */
const long = 'យកសៀវភៅ '.repeat(240).trim()
const typed = (leadId: number, more: Record<string, string | string[]> = {}) => ({
  ...{ once: randomUUID(), topic: 'PROV', titleKm: 'វគ្គខ្ញុំ', titleEn: '', provinceId: String(pursat), venueId: '' },
  ...{ venueName: '', link: '', capacity: '18', minutes: '180', bring: long, leadId: String(leadId), seen: '0' },
  ...{ 'days.0.on': '2026-12-14', 'days.0.am.on': '1', 'days.0.am.from': '07:30', 'days.0.am.to': '25:99' },
  ...more,
})
const events = ({ db }: World): unknown => db.$client.prepare('select count(*) from events').pluck().get()

test('a button that only asks takes a form of any length, loses nothing, checks nothing and writes nothing', async () => {
  const made = house()
  const { trainer, all } = made
  const answer = await trainer.post('/events/plans', typed(all.trainer.person, { more: '1', titleKm: '' }))
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(long)
  expect(answer.body).toContain('value="25:99"')
  expect(answer.body).toContain('name="days.1.on"')
  expect(answer.body).not.toContain('aria-invalid')
  expect(events(made)).toBe(0)
})
test('no button of the form sends it as an address; what is long stays out of the script’s question too', async () => {
  const { trainer } = house()
  const { body } = await trainer.get('/events/new')
  expect(body).not.toContain('formmethod="get"')
  expect(body).toContain('formaction="/events/plans"')
  expect(body).toContain('data-omit="titleKm titleEn bring"')
  expect(body).toContain('data-source="/events/new"')
})
test('a way out of a clash is a button of the form: it moves the plan and keeps what is typed', async () => {
  const { db, trainer, all } = house()
  const first = published(db, all)
  const other = aTrainer(db, pursat)
  licensed(db, all.admin, other.id)
  const venueId = String(first.venueId)
  const refused = await trainer.post('/events/plans', typed(other.id, { venueId, 'days.0.am.to': '11:30' }))
  expect(refused.body).toContain(`href="/events/${String(first.id)}"`)
  const way = /name="shift" value="(\d+)" formaction="\/events\/plans"/.exec(refused.body)?.[1] ?? ''
  expect(way).not.toBe('')
  const moved = await trainer.post('/events/plans', typed(other.id, { venueId, 'days.0.am.to': '11:30', shift: way }))
  expect(moved.body).not.toContain(`href="/events/${String(first.id)}"`)
  expect(moved.body).toContain(long)
})
test('the buttons of a stored plan ask at its own address, which only its planners find', async () => {
  const { db, as, trainer, stranger, all } = house()
  const { id } = schedule(db, all.trainer, aPlan(db, all.trainer.person), noon)
  const url = `/events/${String(id)}/plans`
  expect((await trainer.get(`/events/${String(id)}/edit`)).body).toContain(`formaction="${url}"`)
  const answer = await trainer.post(`/events/${String(id)}/plans`, typed(all.trainer.person, { more: '1' }))
  expect([answer.statusCode, answer.body.includes(long)]).toEqual([200, true])
  expect(answer.body).toContain(`action="/events/${String(id)}/revisions"`)
  expect((await stranger.post(url, typed(all.trainer.person))).statusCode).toBe(404)
  for (const asked of [url, '/events/plans'])
    expect((await as(anOfficer(db, pursat).id).post(asked, typed(all.trainer.person))).statusCode).toBe(403)
})
test('the live check still asks by address, whatever days stand there', async () => {
  const { trainer } = house()
  for (const on of ['2026-99-99', '2026-02-30', '9999-12-31', '0000-00-00', 'x'])
    for (const more of ['', '&shift=1'])
      expect((await trainer.get(`/events/new?once=x${more}&days.0.on=${on}&days.0.am.on=1`)).statusCode, on).toBe(200)
})
test('an address that names thousands of co-trainers asks about a few of them', async () => {
  const { trainer, db } = house()
  const many = Array.from({ length: 1_000 }, (_, n) => `coIds=${String(n + 1)}`).join('&')
  let asked = 0
  const prepare = db.$client.prepare.bind(db.$client)
  db.$client.prepare = ((text: string) => {
    if (text.includes('event_trainers t join events e')) asked++
    return prepare(text)
  }) as never
  const days = 'days.0.on=2026-12-14&days.0.am.on=1&days.0.am.from=07:30&days.0.am.to=11:30'
  expect((await trainer.get(`/events/new?once=x&${days}&${many}`)).statusCode).toBe(200)
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(20)
})
test('a retired topic is nothing to plan about, and no subject: its code is a rubric’s by now', async () => {
  const made = house()
  const { db, trainer } = made
  landed(made)
  for (const code of ['MOCK', 'MICRO', 'NONE'])
    for (const url of [`/events/new?topic=${code}`, `/events/new?once=x&topic=${code}`]) {
      const { statusCode, body } = await trainer.get(url)
      expect([statusCode, body.includes('name="topic" value="PROV"')], url).toEqual([200, true])
    }
  expect(db.$client.prepare("select kind from subjects where code in ('MOCK', 'CASE', 'DIGITAL', 'MICRO')").pluck().all()).toEqual(Array.from({ length: 4 }, () => 'observation')) // prettier-ignore
  expect(subjectsByCode(db).get('MOCK')).toMatchObject({ kind: 'observation', titleEn: 'Mock counselling' })
})
test('a topic names all its dates that may come, so that one nobody closed hides no later one', async () => {
  const { db, as, all, later } = house()
  const dates = (): readonly number[] | null => present(subjectsByCode(db).get('PROV'), 'the topic').nextOn
  expect(dates()).toBeNull()
  published(db, all, { sessions: fourHalves('2027-01-11', '2027-01-12') })
  published(db, all)
  schedule(db, all.trainer, aPlan(db, all.trainer.person, { sessions: fourHalves('2027-02-01', '2027-02-02') }), noon)
  const morning = 450 * 60_000
  expect(dates()).toEqual(['2026-12-14', '2027-01-11'].map((on) => startOf(on) + morning))
  const officer = as(anOfficer(db, pursat).id)
  expect((await officer.get('/record')).body).toContain('លើកបន្ទាប់៖ ១៤ ធ្នូ ២០២៦')
  later(25 * day)
  expect((await officer.get('/record')).body).toContain('លើកបន្ទាប់៖ ១១ មករា ២០២៧')
  moveEvent(db, all.admin, { id: 1, move: 'postpone', reason: 'ទឹកជំនន់' }, noon)
  expect(dates()).toEqual([startOf('2026-12-14') + morning])
})
