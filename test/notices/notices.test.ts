import { expect, test } from 'vitest'
import { write } from '#server/db/write'
import { pageSize } from '#server/http/lists'
import { text, voice } from '#server/i18n'
import { notices, tell, tellMany, unreadOf, type Notice } from '#modules/notices'
import { inboxOf } from '../../modules/notices/queries.ts'
import { anObserver, anOfficer } from '../support/factories.ts'
import { noon, world, type World } from '../support/world.ts'

const km = voice('km')
const day = '2027-01-31'
const aNotice = (personId: number, once: string): Notice => ({
  personId,
  key: 'trainers:told.granted',
  params: { day: { day } },
  href: `/trainers/${String(personId)}`,
  once,
})
const said = (language: 'km' | 'en', words: string): string =>
  text(voice(language), 'trainers:told.granted', { day: words })
const told = ({ db }: World, personId: number, ...marks: string[]): void => {
  write(db, (tx) => {
    tellMany(tx, marks.map((once) => aNotice(personId, once)), noon)
  }) // prettier-ignore
}
const kept = ({ db }: World) => db.select().from(notices).all()
const idOf = (house: World, once: string): number => kept(house).find((one) => one.once === once)?.id ?? 0

test('told twice is one notice, and the first words stay; nobody told is none', () => {
  const house = world()
  const person = anOfficer(house.db).id
  told(house, person, 'a', 'b', 'a')
  write(house.db, (tx) => {
    tell(tx, { ...aNotice(person, 'a'), href: '/elsewhere' }, noon + 1)
    tellMany(tx, [], noon)
  })
  expect(kept(house)).toMatchObject([
    { once: 'a', personId: person, href: `/trainers/${String(person)}`, at: noon, readAt: null },
    { once: 'b' },
  ])
  expect(unreadOf(house.db, person)).toMatchObject({ count: 2, newest: [{ id: 2 }, { id: 1 }] })
})
test('what is told in a transaction that fails was never told', () => {
  const house = world()
  const person = anOfficer(house.db).id
  expect(() => {
    write(house.db, (tx) => {
      tell(tx, aNotice(person, 'a'), noon)
      throw new Error('the event was refused')
    })
  }).toThrow()
  expect(kept(house)).toEqual([])
})
test('the inbox says each notice in the language of who reads, the newest first, and what is new', async () => {
  const house = world()
  const [person, other] = [anOfficer(house.db).id, anOfficer(house.db).id]
  const empty = await house.as(person).get('/notices')
  expect([empty.statusCode, empty.body.includes('class="card empty"')]).toEqual([200, true])
  told(house, person, 'a', 'b')
  told(house, other, 'c')
  const { statusCode, body } = await house.as(person).get('/notices')
  expect(statusCode).toBe(200)
  expect(body.match(/\/notices\/\d+\/reads/g)).toEqual(['/notices/2/reads', '/notices/1/reads'])
  expect(body.replaceAll(/<[^>]+>/g, '')).toContain(said('km', '៣១ មករា ២០២៧'))
  expect(body).toContain(text(km, 'notices:markAll'))
  await house.as(person).post('/language', { language: 'en', next: '/notices' })
  expect((await house.as(person).get('/notices')).body).toContain(said('en', '31 January 2027'))
})
test('following a notice marks it once and leads to its page; a GET marks nothing', async () => {
  const house = world()
  const person = anOfficer(house.db).id
  told(house, person, 'a')
  const browser = house.as(person)
  await browser.get('/notices')
  expect(kept(house)).toMatchObject([{ readAt: null }])
  for (const _ of [1, 2]) {
    const answer = await browser.post(`/notices/${String(idOf(house, 'a'))}/reads`)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/trainers/${String(person)}`])
    house.later(60_000)
  }
  expect(kept(house)).toMatchObject([{ readAt: noon }])
  expect(unreadOf(house.db, person)).toEqual({ count: 0, newest: [] })
})
test("another person's notice is 404 and stays new; so is one that is not there", async () => {
  const house = world()
  const [person, other] = [anOfficer(house.db).id, anOfficer(house.db).id]
  told(house, person, 'a')
  const browser = house.as(other)
  for (const id of [String(idOf(house, 'a')), '999', 'x'])
    expect((await browser.post(`/notices/${id}/reads`)).statusCode).toBe(404)
  expect(kept(house)).toMatchObject([{ readAt: null }])
})
test('marking all reaches one’s own up to the newest that was seen, and says so', async () => {
  const house = world()
  const [person, other] = [anOfficer(house.db).id, anObserver(house.db).id]
  told(house, person, 'a', 'b')
  told(house, other, 'c')
  const browser = house.as(person)
  const seen = /name="newest" value="(\d+)"/.exec((await browser.get('/notices')).body)?.[1] ?? ''
  told(house, person, 'd')
  const answer = await browser.post('/notices/reads', { newest: seen })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/notices'])
  expect(kept(house).map(({ once, readAt }) => [once, readAt !== null])).toEqual([
    ['a', true],
    ['b', true],
    ['c', false],
    ['d', false],
  ])
  expect((await browser.post('/notices/reads', {})).statusCode).toBe(422)
})
test('older notices stand on a page of their own, none twice and none left out', async () => {
  const house = world()
  const person = anOfficer(house.db).id
  told(house, person, ...Array.from({ length: pageSize + 3 }, (_, n) => String(n)))
  const idsOn = async (url: string): Promise<[string[], string | undefined]> => {
    const { body } = await house.as(person).get(url)
    const older = /href="(\/notices\?before[^"]+)"/.exec(body)?.[1]?.replace('&#x3D;', '=')
    return [[...body.matchAll(/\/notices\/(\d+)\/reads/g)].map(([, id = '']) => id), older]
  }
  const [first, older] = await idsOn('/notices')
  expect(older).toBeDefined()
  const [second, none] = await idsOn(older ?? '')
  expect([first.length, second.length, none]).toEqual([pageSize, 3, undefined])
  expect(new Set([...first, ...second]).size).toBe(pageSize + 3)
})
test('what happened last stands first, though it was written down earlier', () => {
  const house = world()
  const person = anOfficer(house.db).id
  write(house.db, (tx) => {
    tell(tx, aNotice(person, 'late'), noon)
    tell(tx, aNotice(person, 'early'), noon - 60_000)
  })
  const [late, early] = [idOf(house, 'late'), idOf(house, 'early')]
  expect(inboxOf(house.db, person).map(({ id }) => id)).toEqual([late, early])
  expect(inboxOf(house.db, person, late).map(({ id }) => id)).toEqual([early])
  expect(inboxOf(house.db, anOfficer(house.db).id, late)).toEqual([])
})
test('a notice whose text is gone does not take the inbox away', async () => {
  const house = world()
  const person = anOfficer(house.db).id
  told(house, person, 'a', 'b')
  house.db.$client.prepare(`update notices set key = 'trainers:told.nothing' where once = 'a'`).run()
  const { statusCode, body } = await house.as(person).get('/notices')
  expect(statusCode).toBe(200)
  expect(body.replaceAll(/<[^>]+>/g, '')).toContain(text(km, 'notices:changed'))
  expect((await house.as(person).post(`/notices/${String(idOf(house, 'a'))}/reads`)).statusCode).toBe(303)
})
test('who is not signed in has no inbox', async () => {
  const house = world()
  expect((await house.visitor.get('/notices')).statusCode).toBe(303)
  expect((await house.visitor.post('/notices/reads', { newest: '1' })).statusCode).not.toBe(200)
})
