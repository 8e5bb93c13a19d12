import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { build } from '#server/app'
import { readConfig } from '#server/config'
import { makeSite } from '#server/site'
import { modules } from '../../modules/index.ts'
import { world } from '../support/world.ts'

const sections = {
  km: ['ពណ៌', 'ក្រាហ្វិក', 'អក្សរ', 'ចន្លោះ', 'ប៊ូតុង', 'ស្លាក និងតម្រង', 'វាលបំពេញ', 'ជំហាន និងផ្ទាំង', 'សារ', 'ប្រអប់ និងទទេ', 'តារាង', 'បញ្ជី', 'ប្រតិទិន', 'តេស្ត', 'មេរៀន', 'កំណត់ត្រា', 'ទំព័រដើម', 'របារលើទូរស័ព្ទ', 'រូបសញ្ញា'],
  en: ['Colour', 'Charts', 'Type', 'Space', 'Buttons', 'Badges and chips', 'Fields', 'The path', 'Steps and tabs', 'Messages', 'Dialog and empty', 'Tables', 'Lists', 'Calendar', 'Quiz', 'Lesson', 'Record', 'Home', 'Bars on a phone', 'Icons'],
} // prettier-ignore
test.each(['km', 'en'] as const)('in a demonstration anyone sees every component, in %s', async (language) => {
  const { body, statusCode } = await world().visitor.get('/styleguide', { cookie: `language=${language}` })
  expect(statusCode).toBe(200)
  const headings = [...body.matchAll(/<h2 id="sg-\w+">(.+?)<\/h2>/g)].map(([, words = '']) =>
    words.replaceAll(/<[^>]+>/g, ''),
  )
  expect(headings).toEqual(expect.arrayContaining(sections[language]))
  expect(headings).toHaveLength(sections.en.length)
})
test('it shows every kind of token and the icons by name, each id once, nothing inline', async () => {
  const { body } = await world().visitor.get('/styleguide')
  for (const name of ['paper', 'tier-1', 'tier-4-soft', 'chart-5', 'chart-target', 'step-4-ink'])
    expect(body).toContain(`fill="var(--${name})"`)
  for (const name of ['space-8', 'award', 'x']) expect(body).toContain(`>${name}</code>`)
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(body).not.toMatch(/ style=|<style|<script(?! type="module" src=)/)
})
test('in production there is no such page', async () => {
  const { db } = world()
  const config = readConfig({
    LMS_ENV: 'production',
    SESSION_SECRET: 'x'.repeat(32),
    BASE_URL: 'https://school.example',
  })
  const app = build({ config, db, modules, site: makeSite(join(tmpdir(), 'lms-test-assets')) })
  expect((await app.inject('/styleguide')).statusCode).toBe(404)
  await app.close()
})
