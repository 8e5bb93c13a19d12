import { expect, test } from 'vitest'
import { z } from 'zod'
import { page } from '#server/html/page'
import { submit } from '#server/http/forms'
import { line } from '#server/http/inputs'
import { house, post, type Answer, type House } from '../support/house.ts'

/** Any page will do: what is looked at is the frame around it. */
const shown = page<{ title: string; message: string; code: null; home: boolean }>('failure', (vm) => vm.title)
const vm = { title: 'x', message: 'x', code: null, home: false }
const given = (): House =>
  house({
    routes: (routes) => {
      const config = { access: 'public' } as const
      for (const url of ['/notes', '/notes/:id', '/notes/new', '/enter'])
        routes.get(url, { config }, (_request, reply) => reply.page(shown, vm))
      for (const url of ['/notes/all', '/notes/:id/lines', '/settings/:key', '/enter'])
        routes.post(url, { config }, (request, reply) =>
          submit(request, z.object({ words: line }), {
            ok: () => reply.redirect('/', 303),
            again: (form) => reply.page(shown, vm, form.status),
          }),
        )
    },
  })
const language = ({ body }: Answer): string | undefined => /name="next" value="([^"]*)"/.exec(body)?.[1]
const host = 'lms.example:3000'
const back = async (url: string, referer?: string): Promise<string | undefined> => {
  const answer = await post(given().app, url, {}, { host, ...(referer === undefined ? {} : { referer }) })
  expect(answer.statusCode).toBe(422)
  return language(answer)
}
test('the language button of a page leads to the page itself', async () => {
  expect(language(await given().app.inject('/notes?page=2'))).toBe('/notes?page&#x3D;2')
})
test.each([
  ['/notes/all', '/notes/new?person=5', '/notes/new?person&#x3D;5'],
  ['/notes/5/lines', '/notes/5?q=2', '/notes/5?q&#x3D;2'],
  ['/enter', '/enter?next=%2Fnotes', '/enter?next&#x3D;%2Fnotes'],
])('a form that came back from %s leads to the page it was sent from, %s', async (url, from, to) => {
  expect(await back(url, `http://${host}${from}`)).toBe(to)
  expect(await back(url, `https://${host}${from}`)).toBe(to)
})
test.each([
  ['/notes/all', '/notes'],
  ['/notes/5/lines', '/notes/5'],
  ['/settings/a', '/'],
  ['/enter', '/enter'],
])('sent again from %s, or from nowhere one can tell, it leads to the page above, %s', async (url, above) => {
  expect(await back(url, `http://${host}${url}`)).toBe(above)
  for (const from of [
    undefined,
    '',
    'nonsense',
    'about:blank',
    `http://evil.example/notes/new`,
    `http://${host}//evil.example`,
  ])
    expect(await back(url, from)).toBe(above)
  // A page with two forms, of which the other one came back before.
  expect(await back(url, `http://${host}/settings/b`)).toBe(above)
})
test('what no route takes leads home', async () => {
  const { app } = given()
  expect(language(await post(app, '/nowhere', {}, { host }))).toBe('/')
})
