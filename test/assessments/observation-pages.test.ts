import { expect, test } from 'vitest'
import { discardSheet, openSheet, performancesOf, sendSheet } from '#modules/assessments'
import { anOfficer, aTrainer } from '../support/factories.ts'
import { noon } from '../support/world.ts'
import { words } from './house.ts'
import { begun, desk, filled, rubricNow, sent, type Desk } from './observation-desk.ts'

const json = { accept: 'application/json' }
/** The whole sheet as its form sends it without a script. */
const form = ({ db }: Desk, levels: Readonly<Record<string, number>> = {}, comment = ''): Record<string, string> =>
  Object.fromEntries(
    rubricNow(db).criteria.flatMap(({ code }) => {
      const level = levels[code] ?? 3
      return [
        [`level.${code}`, String(level)],
        [`comment.${code}`, level < 3 ? comment : ''],
      ]
    }),
  )

test('the sheet shows every criterion with its descriptors, which are critical, and how far it is', async () => {
  const { db, trainer, ...house } = desk()
  const { id } = openSheet(db, trainer.actor, begun({ db, trainer, ...house }).id, noon)
  const page = await trainer.get(`/observations/sheets/${String(id)}`)
  expect(page.statusCode).toBe(200)
  for (const { title, levels } of rubricNow(db).criteria)
    for (const said of [title.km, ...levels.map(({ descriptor }) => descriptor.km)])
      expect(words(page.body)).toContain(said)
  expect(page.body.match(/<fieldset class="criterion/g)).toHaveLength(8)
  expect(page.body.match(/type="radio"/g)).toHaveLength(32)
  expect(words(page.body).match(/លក្ខណៈវិនិច្ឆ័យចាំបាច់/g)).toHaveLength(2)
  expect(words(page.body)).toContain('ដាក់ពិន្ទុរួច ០ ក្នុង ៨')
})
test('one tap is saved at once and answers how far the sheet is; the page shows it again', async () => {
  const { db, trainer, ...house } = desk()
  const { id } = openSheet(db, trainer.actor, begun({ db, trainer, ...house }).id, noon)
  const tap = await trainer.post(
    `/observations/sheets/${String(id)}/levels`,
    { criterion: 'MC2', level: '2', comment: 'មតិខ្លី' },
    json,
  )
  expect(tap.json()).toEqual({ words: 'ដាក់ពិន្ទុរួច ១ ក្នុង ៨', done: 1, total: 8 })
  const boxes = { strengths: 'ស្តាប់បានល្អ', improve: '', nextStep: 'អនុវត្ត' }
  expect((await trainer.post(`/observations/sheets/${String(id)}/feedback`, boxes, json)).statusCode).toBe(200)
  // A comment alone keeps the level that was chosen.
  await trainer.post(`/observations/sheets/${String(id)}/levels`, { criterion: 'MC2', comment: 'មតិវែង' }, json)
  const { body } = await trainer.get(`/observations/sheets/${String(id)}`)
  expect(body).toMatch(/name="level.MC2" value="2" data-low checked/)
  for (const said of ['មតិវែង', 'ស្តាប់បានល្អ', 'អនុវត្ត']) expect(body).toContain(said)
  expect(
    (await trainer.post(`/observations/sheets/${String(id)}/levels`, { criterion: 'MC2', level: '9' }, json))
      .statusCode,
  ).toBe(422)
  expect(
    (await trainer.post(`/observations/sheets/${String(id)}/levels`, { criterion: 'XX', level: '1' }, json)).statusCode,
  ).toBe(404)
  expect(
    (await trainer.post(`/observations/sheets/${String(id)}/levels`, { criterion: 'MC1', level: '4' })).statusCode,
  ).toBe(303)
})
test('without a script one form saves and sends; what is lacking is said at its criterion, and nothing typed is lost', async () => {
  const house = desk()
  const { db, trainer } = house
  const { id: performance } = begun(house)
  const sheet = openSheet(db, trainer.actor, performance, noon).id
  const at = `/observations/sheets/${String(sheet)}`
  expect(
    (await trainer.post(`/observations/sheets/${String(sheet)}`, { 'level.MC1': '4', 'comment.MC2': 'មុនពិន្ទុ' })).headers
      .location,
  ).toBe(at)
  const saved = await trainer.get(at)
  expect(words(saved.body)).toContain('ដាក់ពិន្ទុរួច ១ ក្នុង ៨')
  expect(saved.body).toContain('មុនពិន្ទុ')
  const low = await trainer.post(`${at}/submissions`, { ...form(house, { MC3: 2 }), strengths: 'ល្អ' })
  expect(low.statusCode).toBe(409)
  expect(words(low.body)).toContain('លក្ខណៈវិនិច្ឆ័យទី៣ ត្រូវការមតិ')
  expect(low.body).toContain('href="#c-MC3"')
  expect(low.body).toMatch(/name="level.MC3" value="2" data-low checked/)
  expect((await trainer.post(`${at}/submissions`, { 'comment.MC3': 'ក'.repeat(4_001) })).statusCode).toBe(422)
  expect((await trainer.get(at)).body).toMatch(/name="level.MC3" value="2" data-low checked/)
  const done = await trainer.post(`/observations/sheets/${String(sheet)}/submissions`, form(house, { MC3: 2 }, 'មតិ'))
  expect(done.headers.location).toBe(`/observations/${String(performance)}`)
  expect((await trainer.get(at)).headers.location).toBe(`/observations/${String(performance)}`)
  expect((await trainer.post(`${at}/submissions`, form(house))).headers.location).toBe(
    `/observations/${String(performance)}`,
  )
  expect((await trainer.post(`${at}/levels`, { criterion: 'MC1', level: '1' }, json)).statusCode).toBe(409)
})
test('a draft can be thrown away; a sheet that is sent cannot', async () => {
  const house = desk()
  const { db, trainer } = house
  const { id } = begun(house, { wanted: 2 })
  const draft = filled(db, trainer.actor, id)
  expect((await trainer.post(`/observations/sheets/${String(draft)}/discards`)).headers.location).toBe('/observations')
  expect((await trainer.get(`/observations/sheets/${String(draft)}`)).statusCode).toBe(404)
  const fixed = sent(db, trainer.actor, id)
  expect((await trainer.post(`/observations/sheets/${String(fixed)}/discards`)).headers.location).toBe(
    `/observations/${String(id)}`,
  )
  expect(performancesOf(db, trainer.actor, 'event:1')).toMatchObject([{ mySheetState: 'sent' }])
})
test('a sheet is 404 for every other person who scores, and 403 for who does not', async () => {
  const house = desk()
  const { db, as, officer, trainer, second, admin } = house
  const sheet = filled(db, trainer.actor, begun(house).id)
  const at = `/observations/sheets/${String(sheet)}`
  for (const other of [second, admin]) {
    expect((await other.get(at)).statusCode).toBe(404)
    for (const what of ['', '/levels', '/feedback', '/submissions', '/discards'])
      expect((await other.post(`${at}${what}`, { criterion: 'MC1', level: '1' })).statusCode, what).toBe(404)
  }
  for (const other of [officer, as(anOfficer(db).id)]) {
    expect((await other.get(at)).statusCode).toBe(403)
    expect((await other.post(at)).statusCode).toBe(403)
  }
})
test('nobody reads another’s sheet before sending her own: not an observer, not an administrator, not the observed', async () => {
  const house = desk()
  const { db, as, officer, trainer, second, admin } = house
  const { id } = begun(house, { wanted: 2 })
  sent(db, trainer.actor, id, { MC1: 2 })
  const at = `/observations/${String(id)}`
  const own = filled(db, second.actor, id)
  const drafted = filled(db, admin.actor, id)
  for (const other of [officer, second, admin, as(anOfficer(db).id), as(aTrainer(db).id)])
    expect((await other.get(at)).statusCode).toBe(404)
  const first = await trainer.get(at)
  expect(words(first.body)).toContain('បានទទួលសន្លឹកសង្កេត ១ ក្នុង ២')
  sendSheet(db, second.actor, own, noon)
  expect(words((await second.get(at)).body)).toContain('មតិ MC1')
  expect((await admin.get(at)).statusCode).toBe(404)
  discardSheet(db, admin.actor, drafted, noon)
  for (const other of [officer, trainer, second, admin]) expect((await other.get(at)).statusCode).toBe(200)
  for (const other of [as(anOfficer(db).id), as(aTrainer(db).id)]) {
    expect((await other.get(at)).statusCode).toBe(404)
    expect((await other.post(`${at}/acknowledgements`)).statusCode).toBe(404)
  }
})
test('the officer reads verdict, levels, comments and feedback, and says that she has read it', async () => {
  const house = desk()
  const { db, officer, trainer } = house
  const { id } = begun(house)
  const sheet = filled(db, trainer.actor, id, { MC7: 1 })
  await trainer.post(`/observations/sheets/${String(sheet)}/feedback`, {
    strengths: 'ចំណុចល្អ',
    improve: 'ចំណុចកែ',
    nextStep: 'ជំហាន',
  })
  sendSheet(db, trainer.actor, sheet, noon)
  const at = `/observations/${String(id)}`
  const page = words((await officer.get(at)).body)
  for (const said of [
    'មិនទាន់ជាប់',
    'ការរក្សាការសម្ងាត់',
    'មតិ MC7',
    'ចំណុចល្អ',
    'ចំណុចកែ',
    'ជំហាន',
    'មានសមត្ថភាព',
    trainer.actor.nameKm,
  ])
    expect(page).toContain(said)
  expect(page).not.toMatch(/ធ្លាក់/)
  expect(words((await officer.get('/observations')).body)).toContain('ការប្រឹក្សាសាកល្បង')
  expect((await officer.post(`/observations/${String(id)}/acknowledgements`)).headers.location).toBe(at)
  expect(words((await officer.get(at)).body)).toContain('សាមីខ្លួនបានអាន')
  expect((await officer.get(at)).body).not.toContain('/acknowledgements')
  expect((await trainer.post(`${at}/acknowledgements`)).statusCode).toBe(404)
  expect(words((await officer.get('/observations')).body)).toContain('មិនទាន់មានអ្វីរង់ចាំអ្នកទេ')
})
test('a third person sees what is in dispute and decides it; everybody else gets 403 or 404', async () => {
  const house = desk()
  const { db, officer, trainer, second, admin } = house
  const { id } = begun(house, { wanted: 2 })
  sent(db, trainer.actor, id, { MC2: 4 })
  sent(db, second.actor, id, { MC2: 2 })
  const at = `/observations/${String(id)}/adjudications`
  for (const other of [officer, trainer]) expect((await other.get(at)).statusCode).toBe(403)
  expect((await admin.get('/observations')).body).toContain(at)
  expect((await admin.get(`/observations/${String(id)}`)).body).toContain(at)
  const page = await admin.get(at)
  expect(page.body.match(/<fieldset class="criterion/g)).toHaveLength(1)
  expect(words(page.body)).toContain('មតិ MC2')
  const bare = await admin.post(at, { reason: 'ព្រោះ' })
  expect(bare.statusCode).toBe(409)
  expect(bare.body).toContain('ព្រោះ')
  expect((await admin.post(at, { 'level.MC2': '7', reason: 'ព្រោះ' })).statusCode).toBe(422)
  expect((await admin.post(at, { 'level.MC2': '3', reason: 'ព្រោះបានមើលម្តងទៀត' })).statusCode).toBe(303)
  const result = words((await officer.get(`/observations/${String(id)}`)).body)
  for (const said of ['ព្រោះបានមើលម្តងទៀត', 'សម្រេច៖ កម្រិត ៣', 'ជាប់']) expect(result).toContain(said)
  expect((await admin.get(at)).statusCode).toBe(200)
  expect((await admin.get('/observations/999/adjudications')).statusCode).toBe(404)
})
test('who observed it does not adjudicate it', async () => {
  const house = desk()
  const { db, trainer, admin } = house
  const { id } = begun(house, { wanted: 2 })
  sent(db, trainer.actor, id, { MC2: 4 })
  sent(db, admin.actor, id, { MC2: 2 })
  expect((await admin.get(`/observations/${String(id)}/adjudications`)).statusCode).toBe(403)
  expect(
    (await admin.post(`/observations/${String(id)}/adjudications`, { 'level.MC2': '3', reason: 'ក' })).statusCode,
  ).toBe(403)
  expect((await admin.get(`/observations/${String(id)}`)).body).not.toContain('/adjudications')
})
test('own drafts wait in the list, and in English too', async () => {
  const house = desk()
  const { db, trainer } = house
  const sheet = filled(db, trainer.actor, begun(house).id)
  expect((await trainer.get('/observations')).body).toContain(`/observations/sheets/${String(sheet)}`)
  await trainer.post('/language', { language: 'en', next: '/' })
  expect(words((await trainer.get(`/observations/sheets/${String(sheet)}`)).body)).toContain('8 of 8 scored')
})
