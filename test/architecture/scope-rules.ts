import { randomUUID } from 'node:crypto'
import type { World } from '../support/world.ts'

/**
 * What an event answers to whom it is open beside its team; nothing else of it does. Its province may read it and ask
 * for a place, and trainers who plan in the province may plan it.
 */
const eventRoutes = { page: /^GET \/events\/\d+(\.ics)?$/, place: /^POST \/events\/\d+\/(enrolments|withdrawals|confirmations)$/, asking: /^(GET \/events\/\d+\/edit|POST \/events\/\d+\/plans)$/, planning: /^POST \/events\/\d+\/(revisions|submissions)$/ } // prettier-ignore
const opens: Readonly<Record<string, readonly (keyof typeof eventRoutes)[]>> = {
  'an officer of the same centre': ['page', 'place'],
  'a trainer of the same province': ['page', 'place', 'asking', 'planning'],
}
const shut = [403, 404]
/** The statuses with which a route that names somebody answers one who has no business with her. */
export const allowed = (who: string, method: string, url: string): readonly number[] => {
  // Her own notices, whatever number they have.
  if (url.startsWith('/notices/')) return [200, 303, ...shut]
  const found = opens[who]?.find((name) => eventRoutes[name].test(`${method} ${url}`))
  if (!found) return shut
  return { page: [200], place: [303, 404, 409, 422], asking: [200], planning: [409, 422] }[found]
}
/** What the forms that name somebody want, so that none refuses for another reason than who asks. */
export const bodyFor = ({ db }: World, person: number): Record<string, string> => ({
  ...{ position: '1', answer: 'a', unanswered: '99', once: randomUUID(), uuid: randomUUID(), reason: 'បញ្ជីលេខ ១២' },
  ...{ personId: String(person), staffId: String(db.$client.prepare('select "staffId" from persons where id = ?').pluck().get(person)) },
  ...{ sessionId: '1', mark: 'present', gap: '15', rubric: 'MOCK', tryNumber: '1', wanted: '1' },
}) // prettier-ignore
