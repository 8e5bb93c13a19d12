import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Reach } from '#server/actor'
import { within } from '#server/db/within'
import { aDb } from '../support/house.ts'

const place = { person: sql`person`, centre: sql`centre`, province: sql`province` }
const none: Reach = { country: false, provinces: [], centres: [], self: 1 }
/** Persons 1–4: two in centre 10 of province 100, one in centre 20 of province 200, one without a posting. */
const seen = (reach: Reach | undefined): number[] =>
  aDb()
    .all<{ person: number }>(
      sql`with p(person, centre, province) as (values (1, 10, 100), (2, 10, 100), (3, 20, 200), (4, null, null))
          select person from p where ${within(reach, place)} order by person`,
    )
    .map(({ person }) => person)

test.each<[string, Reach | undefined, number[]]>([
  ['without the permission nobody is seen, not even oneself', undefined, []],
  ['an officer sees herself', none, [1]],
  ['a chief sees her centre and herself', { ...none, self: 4, centres: [10] }, [1, 2, 4]],
  ['a coordinator sees her province and herself', { ...none, provinces: [200] }, [1, 3]],
  ['two roles are a union', { ...none, centres: [10], provinces: [200] }, [1, 2, 3]],
  ['the whole country, those without a posting too', { ...none, country: true }, [1, 2, 3, 4]],
])('%s', (_name, reach, persons) => {
  expect(seen(reach)).toEqual(persons)
})
