import { expect, test } from 'vitest'
import { desktop, house, phone, signIn } from './support/browser.ts'

const { visit } = house()
/** What the page says once an answer is on the server. */
const saved = 'បានរក្សាទុក'

test('on a phone: resume in one tap, finish the lessons, take the quiz; a second device shows the same question', async () => {
  const context = await visit({ viewport: phone })
  const page = await context.newPage()
  await signIn(page, 'DEMO-OFFICER')
  await page.click('.resume a.btn')
  await page.waitForURL(/\/courses\/F1\/lessons\/jobseeker-journey/)
  while (page.url().includes('/lessons/')) {
    await page.click('.action-bar button.btn-1')
    await page.waitForLoadState()
  }
  await page.goto('/')
  await page.click('.resume a.btn')
  await page.click('main button.btn-1')
  await page.waitForURL(/\/attempts\/\d+/)
  const question = await page.locator('h1').innerText()
  await page.locator('label.opt').first().click()
  await page.getByText(saved).first().waitFor()

  const other = await visit({ viewport: desktop })
  const second = await other.newPage()
  await signIn(second, 'DEMO-OFFICER')
  await second.goto(`${page.url().split('?')[0] ?? ''}?q=1`)
  expect(await second.locator('h1').innerText()).toBe(question)
  expect(await second.locator('label.opt input').first().isChecked()).toBe(true)
  await other.close()

  for (let n = 0; n < 10; n++) {
    await page.locator('label.opt').first().click()
    await page.locator('button[value=next]').first().click()
    await page.waitForLoadState()
  }
  await page.locator('form[action$="/submission"] button').click()
  await page.locator('.ring').waitFor()
  expect(await page.locator('article.review').count()).toBeGreaterThan(0)
  await page.goto('/record')
  expect(await page.locator('.fact').count()).toBeGreaterThan(2)
  await context.close()
})
test('without JavaScript a lesson is read and a quiz answered all the same', async () => {
  const context = await visit({ viewport: phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, 'DEMO-TRAINER')
  await page.goto('/quizzes/F2')
  await page.click('main button.btn-1')
  await page.locator('label.opt').first().click()
  await page.locator('button[value=next]').first().click()
  await page.waitForURL(/q=2/)
  await page.goto(page.url().replace('q=2', 'q=1'))
  expect(await page.locator('label.opt input').first().isChecked()).toBe(true)
  await context.close()
})
test('by keyboard alone: the skip link leads to the content, and sign-in needs no mouse', async () => {
  const context = await visit({ viewport: desktop })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(new URL(page.url()).hash).toBe('#main')
  await context.close()
})
