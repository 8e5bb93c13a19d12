import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { makeSite } from '#server/site'
import { catalogue } from '#modules/courses'
import { anOfficer } from '../support/factories.ts'
import { world } from '../support/world.ts'

/** ACCEPTANCE A3.1, in bytes over the wire. */
const lessonLimit = 60 * 1024
const htmlLimit = 30 * 1024
const requestLimit = 10
const { assets } = makeSite(join(tmpdir(), 'lms-test-assets'))
const bytesOf = (address: string): number =>
  gzipSync(readFileSync(join(assets.folder, address.slice('/assets/'.length))), { level: 9 }).length
/** Every style and script that a page asks for, with what those scripts import. */
const asked = (html: string): string[] => {
  const found = [...html.matchAll(/(?:rel="stylesheet" href|<script[^>]* src)="([^"]+)"/g)].map(
    ([, address = '']) => address,
  )
  const inner = found
    .filter((one) => one.endsWith('.js'))
    .flatMap((one) => {
      const source = readFileSync(join(assets.folder, one.slice('/assets/'.length)), 'utf8')
      return [...source.matchAll(/^import '([^']+)'/gm)].map(
        ([, path = '']) => new URL(path, `http://x${one}`).pathname,
      )
    })
  return [...new Set([...found, ...inner])]
}
const lessons = ((): string[] => {
  const { db } = world()
  return catalogue(db).courses.flatMap(({ code, current }) =>
    (current?.lessons ?? []).map(({ slug }) => `/courses/${code}/lessons/${slug}`),
  )
})()

describe('a first lesson on a weak line', () => {
  test.each(lessons)('%s', async (path) => {
    const house = world()
    const answer = await house.as(anOfficer(house.db).id).get(path, { 'accept-encoding': 'gzip' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    const html = gunzipSync(answer.rawPayload).toString()
    expect(html.endsWith('</html>')).toBe(true)
    expect(answer.rawPayload.length).toBeLessThanOrEqual(htmlLimit)
    const files = asked(html)
    expect(files.length).toBeGreaterThanOrEqual(4)
    // The page, its styles and scripts, the icons, the mark, and one or two faces.
    expect(1 + files.length + 4).toBeLessThanOrEqual(requestLimit)
    expect(answer.rawPayload.length + files.reduce((sum, one) => sum + bytesOf(one), 0)).toBeLessThanOrEqual(
      lessonLimit,
    )
  })
})
test('a lesson goes out the same, compressed or not', async () => {
  const house = world()
  const officer = house.as(anOfficer(house.db).id)
  const withoutIds = (html: string): string => html.replace(/name="uuid" value="[^"]+"/, '')
  const plain = await officer.get(lessons[0] ?? '')
  const zipped = await officer.get(lessons[0] ?? '', { 'accept-encoding': 'gzip, br' })
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(withoutIds(gunzipSync(zipped.rawPayload).toString())).toBe(withoutIds(plain.body))
})
