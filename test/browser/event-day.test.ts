import { expect, test } from 'vitest'
import { desktop, house, phone, signIn } from './support/browser.ts'
import { accessFaults, overflowing } from './support/checks.ts'

const { visit } = house()
/** The demo's event that goes on today. */
const running = '/events/7'
const saved = 'បានរក្សាទុក'

test('the day of an event on a phone: one tap a person, also while the line is cut; observed, and read by the officer', async () => {
  const context = await visit({ viewport: phone })
  const page = await context.newPage()
  await signIn(page, 'DEMO-TRAINER')
  await page.goto(`${running}/attendance`)
  const rows = page.locator('.tap-row')
  const people = await rows.count()
  expect(people).toBeGreaterThan(5)
  await rows.nth(0).locator('.tap-present').click()
  await page.getByText(saved).first().waitFor()
  await context.setOffline(true)
  await rows.nth(1).locator('.tap-late').click()
  expect(await rows.nth(1).locator('.tap-late').getAttribute('aria-pressed')).toBe('true')
  await page.getByText('មិនទាន់ផ្ញើ').first().waitFor()
  await context.setOffline(false)
  await page.getByText(saved).first().waitFor()
  await page.reload()
  expect(await page.locator('.tap[aria-pressed=true]').count()).toBe(2)
  expect([await overflowing(page), await accessFaults(page)]).toEqual([[], []])
  // One tap for the rest: twenty people are at most twenty-two taps.
  await page.locator('form[action$="/attendance/all"] button').click()
  await page.waitForLoadState()
  expect(await page.locator('.tap[aria-pressed=true]').count()).toBe(people)

  await page.goto(running)
  const member = page.locator('tr', { hasText: 'DEMO-OFFICER' })
  await member.locator('summary').click()
  await member.locator('button[name=wanted][value="1"]').first().click()
  await page.waitForURL(/\/observations\/sheets\/\d+/)
  expect([await overflowing(page), await accessFaults(page)]).toEqual([[], []])
  const criteria = page.locator('fieldset:has(input[name^="level."])')
  for (let n = 0; n < (await criteria.count()); n++) await criteria.nth(n).locator('label.opt').nth(2).click()
  await page.getByText(saved).first().waitFor()
  await page.locator('[name=strengths]').fill('ស្តាប់ដោយយកចិត្តទុកដាក់')
  await page.locator('button[formaction$="/submissions"], form[action$="/submissions"] button.btn-1').first().click()
  await page.waitForURL(/\/observations\/\d+$/)
  const result = new URL(page.url()).pathname
  await context.close()

  const other = await visit({ viewport: phone })
  const officer = await other.newPage()
  await signIn(officer, 'DEMO-OFFICER')
  await officer.goto('/notices')
  await officer.locator('button', { hasText: 'ការសង្កេត' }).first().click()
  await officer.waitForURL(new RegExp(`${result}$`))
  expect(await officer.getByText('ស្តាប់ដោយយកចិត្តទុកដាក់').count()).toBe(1)
  expect([await overflowing(officer), await accessFaults(officer)]).toEqual([[], []])
  await other.close()
}, 180_000)
test('planning at the desk: the check list answers while one chooses, and the page is not loaded again', async () => {
  const context = await visit({ viewport: desktop })
  const page = await context.newPage()
  await signIn(page, 'DEMO-TRAINER')
  await page.goto('/events/new')
  await page.selectOption('[name=licenceTopicId]', { index: 1 })
  await page.selectOption('[name=venueId]', { index: 1 })
  const points = page.locator('[data-part=points]')
  await points.getByText('គ្រូដឹកនាំមានលិខិតអនុញ្ញាត').waitFor()
  await context.close()
}, 120_000)
