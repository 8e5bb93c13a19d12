import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound, Refused, TooMany } from '#server/errors'
import { text, voice, type Language } from '#server/i18n'
import { aDb, house, post, type Answer, type House } from '../support/house.ts'
import { createTables, notes } from '../support/tables.ts'

const SECRET = 'select phone from persons'
const fillDisk = (db: Db): void => {
  db.$client.pragma(`max_page_count = ${String(db.$client.pragma('page_count', { simple: true }))}`)
  const row = { once: 'big', words: 'x'.repeat(100_000) }
  write(db, (tx) => tx.insert(notes).values(row).run())
}
const twice = (db: Db): void => {
  for (const words of ['a', 'b']) db.insert(notes).values({ once: 'same', words }).run()
}
/** A driver's error, as another process's long write would cause it. */
const busy = (db: Db): void => {
  try {
    db.$client.exec('nonsense')
  } catch (error) {
    throw Object.assign(error as Error, { code: 'SQLITE_BUSY_SNAPSHOT' })
  }
}
const acts: Record<string, (db: Db) => void> = {
  gone: () => { throw new NotFound() },
  forbidden: () => { throw new Forbidden() },
  refused: () => { throw new Refused('server:form.number', { label: 'ឆ្នាំ' }) },
  many: () => { throw new TooMany(61) },
  bug: () => { throw new Error(SECRET) },
  word: () => { throw SECRET as unknown as Error },
  twice, full: fillDisk, busy,
} // prettier-ignore
const broken = (lines: string[] = []): House => {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString())
      done()
    },
  })
  return house({
    db: createTables(aDb()),
    log: { level: 'error', stream },
    routes: (app) => {
      for (const [name, act] of Object.entries(acts))
        app.get(`/${name}`, { config: { access: 'public' } }, (request) => {
          act(request.db)
        })
      app.post('/form', { config: { access: 'public' } }, (_request, reply) => reply.send('x'))
    },
  })
}
const get = (url: string, language: Language, lines: string[] = []): Promise<Answer> =>
  broken(lines).app.inject({ url, headers: { cookie: `language=${language}` } })

describe.each<Language>(['km', 'en'])('in %s', (language) => {
  const speak = voice(language)
  test.each([
    ['/nowhere', 404, 'server:error.notFound.title'],
    ['/gone', 404, 'server:error.notFound.message'],
    ['/%E0%A4%A', 404, 'server:error.notFound.title'],
    [`/${'x'.repeat(300)}/y`, 404, 'server:error.notFound.title'],
    ['/forbidden', 403, 'server:error.forbidden.message'],
    ['/twice', 409, 'server:error.refused.message'],
    ['/busy', 503, 'server:error.busy.message'],
    ['/full', 507, 'server:error.full.message'],
    ['/bug', 500, 'server:error.fault.title'],
    ['/word', 500, 'server:error.fault.title'],
  ] as const)('%s is a page that answers %i and says so', async (url, status, key) => {
    const { statusCode, headers, body } = await get(url, language)
    expect([statusCode, headers['content-type']]).toEqual([status, 'text/html; charset=utf-8'])
    expect(body).toContain(`<html lang="${language}">`)
    expect(body.replaceAll(/<\/?span[^>]*>/g, '')).toContain(text(speak, key))
  })
  test('a refusal says its reason with what it is about, in the digits of the voice', async () => {
    expect((await get('/refused', language)).body).toContain(text(speak, 'server:form.number', { label: 'ឆ្នាំ' }))
  })
  test('too many tries: 429, how long to wait in words and for machines', async () => {
    const { statusCode, headers, body } = await get('/many', language)
    expect([statusCode, headers['retry-after']]).toEqual([429, '61'])
    expect(body).toContain(text(speak, 'server:error.tooMany.message', { count: 2 }))
  })
})
describe('a fault', () => {
  test.each(['/bug', '/word', '/busy', '/full'])(
    '%s shows the number under which the log tells all, and no detail',
    async (url) => {
      const lines: string[] = []
      const { body } = await get(url, 'en', lines)
      const [, id = 'none'] = /Reference (\w+)/.exec(body) ?? []
      expect(lines.join('')).toContain(`"reqId":"${id}"`)
      expect(body).not.toMatch(/select|sqlite|Error:|\.ts/i)
      if (url === '/bug') expect(lines.join('')).toContain(SECRET)
    },
  )
  test('that is no fault of ours is not logged as one and shows no number', async () => {
    const lines: string[] = []
    for (const url of ['/gone', '/forbidden', '/refused', '/many', '/twice'])
      expect((await get(url, 'en', lines)).body).not.toContain('Reference')
    expect(lines).toEqual([])
  })
  test('in the page of the fault itself still hides the details', async () => {
    const { app } = house({
      module: {
        identify: () =>
          ({
            get language(): 'km' {
              throw new Error(SECRET)
            },
          }) as never,
      },
      routes: (routes) => {
        routes.addHook('onRequest', (request, _reply, next) => {
          Object.defineProperty(request, 'voice', {
            get: () => {
              throw new Error(SECRET)
            },
          })
          next()
        })
        routes.get('/page', { config: { access: 'public' } }, () => {
          throw new Error('a bug')
        })
      },
    })
    const { statusCode, body } = await app.inject('/page')
    expect(statusCode).toBe(500)
    expect(body).not.toContain(SECRET)
  })
})
describe('a request that cannot be read', () => {
  test('a form over 256 KB: 413', async () => {
    const { app } = broken()
    expect((await post(app, '/form', `a=${'x'.repeat(256 * 1024 - 2)}`)).statusCode).toBe(200)
    const { statusCode, body } = await post(app, '/form', `a=${'x'.repeat(256 * 1024)}`)
    expect(statusCode).toBe(413)
    expect(body).toContain(text(voice('km'), 'server:error.tooLarge.title'))
  })
  test.each([
    ['a kind nobody reads', 'application/xml', '<a/>'],
    ['broken JSON', 'application/json', '{'],
  ])('%s: a calm page, 400', async (_what, type, body) => {
    const answer = await post(broken().app, '/form', body, { 'content-type': type })
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  })
})
