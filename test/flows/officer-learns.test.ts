import { expect, test } from 'vitest'
import type { Browser } from '../support/world.ts'
import { aChief, anAdministrator, anObserver, anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

/** A form of a page, as a browser without JavaScript would send it: hidden fields as they stand. */
const hidden = (body: string, action: string): Record<string, string> => {
  const form = body.split('<form').find((part) => part.replaceAll('&#x3D;', '=').includes(`action="${action}"`)) ?? ''
  const fields = [...(form.split('</form>')[0] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]))
}
const follow = async (browser: Browser, url: string, form: Record<string, string | string[]>): Promise<string> => {
  const answer = await browser.post(url, form)
  expect(answer.statusCode, `${url}: ${answer.body.slice(0, 300)}`).toBe(303)
  return String(answer.headers.location)
}
/** Reads every lesson of F1 to its end. */
const learn = async (officer: Browser): Promise<void> => {
  let at = await follow(officer, '/courses/F1/enrolments', {})
  while (at.includes('/lessons/')) {
    const page = await officer.get(at)
    expect(page.statusCode).toBe(200)
    const action = `${at.split('?')[0] ?? ''}/completions`
    at = await follow(officer, action, hidden(page.body, action))
  }
  expect(at).toBe('/courses/F1')
}
/** Answers every question with the options that the bank calls right, and sends the quiz in. */
const pass = async (officer: Browser, rightOf: (attempt: number, position: number) => string[]): Promise<string> => {
  const intro = await officer.get('/quizzes/F1')
  const attempt = await follow(officer, '/quizzes/F1/attempts', hidden(intro.body, '/quizzes/F1/attempts'))
  const id = Number(attempt.split('/').at(-1))
  for (let position = 1; position <= 10; position++)
    await follow(officer, `${attempt}/answers`, {
      position: String(position),
      answer: rightOf(id, position),
      go: 'next',
    })
  const all = await officer.get(`${attempt}?q=all`)
  await follow(officer, `${attempt}/submission`, hidden(all.body, `${attempt}/submission`))
  return attempt
}
test('an officer learns F1, passes its quiz, and everybody who may sees it — and nobody else', async () => {
  const { db, as } = world()
  const officer = as(anOfficer(db, 15).id)
  const right = db.$client
    .prepare<[number, number], string>(
      `select json_group_array(o.key) from attempt_questions q join question_versions v on v.id = q."questionVersionId",
     json_each(q."optionOrder") o where q."attemptId" = ? and q.position = ?
     and o.value in (select value from json_each(v.key, '$.right'))`,
    )
    .pluck()
  const rightOf = (attempt: number, position: number): string[] =>
    (JSON.parse(right.get(attempt, position) ?? '[]') as number[]).map((place) => 'abcdefghijkl'[place] ?? '')

  const before = await officer.get('/')
  expect(before.body).toContain('/courses/F1/lessons/what-are-public-employment-services')
  await learn(officer)
  expect((await officer.get('/')).body).toContain('href="/quizzes/F1"')
  const attempt = await pass(officer, rightOf)
  const result = await officer.get(attempt)
  expect(result.body).toContain('១០០%')
  expect((await officer.get('/record')).body).toContain('ពិន្ទុ ១០០% · ជាប់')
  expect((await officer.get('/')).body).toContain('១ ក្នុង ៨ ម៉ូឌុល')

  const person = `/people/${String(officer.actor.person)}`
  expect((await as(aChief(db, 15).id).get('/people')).body).toContain(person)
  expect((await as(aChief(db, 15).id).get(person)).statusCode).toBe(200)
  for (const stranger of [aChief(db, 1), anOfficer(db, 15)]) {
    expect((await as(stranger.id).get(person)).statusCode).toBe(404)
    expect((await as(stranger.id).get(attempt)).statusCode).toBe(404)
  }
  const admin = as(anAdministrator(db).id)
  expect((await admin.get('/people?province=15')).body).toContain(person)
  expect((await admin.get('/people?province=1')).body).not.toContain(`"${person}"`)
  const xlsx = await admin.get('/people.xlsx?province=15')
  expect(xlsx.headers['content-type']).toContain('spreadsheetml')
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK')
  const observer = as(anObserver(db).id)
  const counts = await observer.get('/')
  expect(counts.body).toContain('ពោធិ៍សាត់')
  expect(counts.body).not.toContain(person)
  expect((await observer.get('/people')).statusCode).toBe(403)
})
