import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isUnique } from '#server/db/driver'
import { write } from '#server/db/write'
import { Refused, TooMany } from '#server/errors'
import { nested, submit, type Form } from '#server/http/forms'
import { line, note, whole } from '#server/http/inputs'
import { house, post, type House } from '../support/house.ts'
import { createTables, notes } from '../support/tables.ts'

const Posted = z.object({
  once: z.string().default('a'),
  words: line,
  minutes: whole(1, 480).optional(),
  password: z.string().optional(),
  note: note.optional(),
})
let seen: z.output<typeof Posted> | undefined
let again: Form | undefined
/** A form as a module writes it: `once` makes two posts one row, the word "taken" is refused by a rule. */
const form = (): House => {
  const { app, db, clock } = house({
    routes: (routes) =>
      routes.post('/notes', { config: { access: 'public' } }, (request, reply) =>
        submit(request, Posted, {
          ok: (input) => {
            seen = input
            if (input.words === 'taken') throw new Refused('server:error.refused.message')
            if (input.words === 'often') throw new TooMany(61)
            if (input.words === 'bug') throw new Error('a bug')
            const row = { once: input.once, words: input.words }
            const { id } = write(request.db, (tx) =>
              tx
                .insert(notes)
                .values(row)
                .onConflictDoUpdate({ target: notes.once, set: { once: input.once } })
                .returning()
                .get(),
            )
            return reply.redirect(`/notes/${String(id)}`, 303)
          },
          again: (shown) => {
            again = shown
            return reply.code(shown.status).send('again')
          },
        }),
      ),
  })
  createTables(db)
  return { app, db, clock }
}
describe('flat names', () => {
  test('become lists and objects, by number and not by the order of the fields', () => {
    const flat = {
      title: 'a',
      'sessions.1.room': '2',
      'sessions.0.room': '1',
      'sessions.10.room': '3',
      'place.km': 'ក',
    }
    expect(nested(flat)).toEqual({
      title: 'a',
      sessions: [{ room: '1' }, { room: '2' }, { room: '3' }],
      place: { km: 'ក' },
    })
  })
  test.each(['__proto__.admin', 'a.__proto__.admin', 'constructor.prototype.admin', 'a.constructor', '__proto__'])(
    '%s reaches no prototype',
    (name) => {
      const made = nested(Object.fromEntries([[name, 'yes']])) as Record<string, unknown>
      expect(({} as Record<string, unknown>).admin).toBeUndefined()
      expect([made.admin, JSON.stringify(made).includes('yes')]).toEqual([undefined, false])
    },
  )
  test('of a field and of something below it do not collide', () => {
    expect(nested({ a: '1', 'a.b': '2' })).toEqual({ a: { b: '2' } })
    expect(nested({ 'toString.x': '1', valueOf: '2' })).toEqual({ toString: { x: '1' }, valueOf: '2' })
  })
})
describe('a form', () => {
  test('that fits leads on with 303, its texts normalised; a password only to NFC', async () => {
    const { app } = form()
    const twisted = 'ស\u17d2រ\u17d2តី'
    const answer = await post(app, '/notes', {
      words: `  ${twisted}\u0000\u0007 `,
      password: ` e\u0301${twisted} `,
      minutes: '៤៨០',
      note: 'a\nb\tc',
    })
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/notes/1'])
    expect(seen).toMatchObject({ words: 'ស្ត្រី', password: ` \u00e9${twisted} `, minutes: 480, note: 'a\nb\tc' })
  })
  test('that does not fit comes again with 422, what is wrong with each field, and all that was typed', async () => {
    const answer = await post(form().app, '/notes', { words: '   ', minutes: '៩៩៩', note: 'ខ្ញុំ' })
    expect(answer.statusCode).toBe(422)
    expect(again).toMatchObject({ values: { minutes: '៩៩៩', note: 'ខ្ញុំ' }, refusal: null })
    expect(again?.errors).toEqual({
      words: { key: 'server:form.missing', params: {} },
      minutes: { key: 'server:form.tooBig', params: { max: 480 } },
    })
  })
  test.each<[string, Record<string, string>, string]>([
    ['missing', { minutes: '5' }, 'server:form.missing'],
    ['too long', { words: 'x'.repeat(401) }, 'server:form.tooLong'],
  ])('with a line that is %s says so', async (_what, fields, key) => {
    await post(form().app, '/notes', fields)
    expect(again?.errors.words?.key).toBe(key)
  })
  test('that a rule refuses comes again with 409, the reason, and all that was typed', async () => {
    const answer = await post(form().app, '/notes', { words: 'taken', note: 'ខ្ញុំ' })
    expect(answer.statusCode).toBe(409)
    expect(again).toEqual({
      status: 409,
      values: { words: 'taken', note: 'ខ្ញុំ' },
      errors: {},
      refusal: { key: 'server:error.refused.message', params: {} },
    })
  })
  test('that was tried too often comes again with 429, how long to wait in words and for machines, and all that was typed', async () => {
    const answer = await post(form().app, '/notes', { words: 'often', note: 'ខ្ញុំ' })
    expect([answer.statusCode, answer.headers['retry-after'], answer.body]).toEqual([429, '61', 'again'])
    expect(again).toEqual({
      status: 429,
      values: { words: 'often', note: 'ខ្ញុំ' },
      errors: {},
      refusal: { key: 'server:error.tooMany.message', params: { count: 2 } },
    })
    expect((await post(form().app, '/notes', { words: 'taken' })).headers['retry-after']).toBeUndefined()
  })
  test('sent twice is one row, and both posts lead to it', async () => {
    const { app, db } = form()
    const fields = { once: '0192f0c1-0000-7000-8000-000000000001', words: 'x' }
    const answers = [await post(app, '/notes', fields), await post(app, '/notes', fields)]
    expect(answers.map(({ headers }) => headers.location)).toEqual(['/notes/1', '/notes/1'])
    expect(db.select().from(notes).all()).toHaveLength(1)
    expect(() => db.insert(notes).values(fields).run()).toThrow(expect.toSatisfy(isUnique) as Error)
  })
  test('whose handler has a bug is no refusal', async () => {
    expect((await post(form().app, '/notes', { words: 'bug' })).statusCode).toBe(500)
  })
})
describe('what no browser sends', () => {
  test('a name of 100,000 dots is ignored', async () => {
    expect((await post(form().app, '/notes', `words=x&${'a.'.repeat(100_000)}a=1`)).statusCode).toBe(303)
  })
  test('JSON brings in nothing but texts', async () => {
    const json = { 'content-type': 'application/json' }
    const { app } = form()
    expect(
      (await post(app, '/notes', JSON.stringify({ words: 'x', note: { deep: 'ស\u17d2រ\u17d2តី' }, minutes: 5 }), json))
        .statusCode,
    ).toBe(303)
    expect(seen).toEqual({ once: 'a', words: 'x' })
    for (const body of ['null', '[]', '"text"', '5'])
      expect((await post(app, '/notes', body, json)).statusCode).toBe(422)
    expect((await post(app, '/notes', '{"__proto__":{"admin":1},"words":"x"}', json)).statusCode).toBe(400)
  })
})
