import { randomUUID } from 'node:crypto'
import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { formView, type Field, type Trouble } from '#server/http/fields'
import { empty, onceOf, type Form } from '#server/http/forms'
import { either, text, type TextKey, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import type { Known } from '#modules/people'
import { stateOn, type Licence } from './deciding.ts'
import { mayLicense } from './policy.ts'
import type { LicencePaper, SuspensionRow } from './queries.ts'
import { badgeOf, namesOf, provincesIn, topicsIn, type Badge, type Surroundings } from './words.ts'

type Act = { action: string; fromDay: Field; reason: Field; once: string; suspensionId: number; isOpen: boolean }
type Step = { words: string; reason: string; note: string }
type Card = {
  id: number
  title: string
  badge: Badge
  facts: readonly { label: string; value: string }[]
  history: readonly Step[]
  suspend: Act | null
  lift: Act | null
}
type TrainerView = {
  back: Back
  name: string
  initial: string
  about: string
  cards: readonly Card[]
  record: string | null
  grant: string | null
  trouble: Trouble
}
export const trainerPage = page<TrainerView>(
  'trainers/trainer',
  ({ name }) => name,
  ({ back }) => back,
)
/** A form that came back, and the licence it belongs to. */
export type Bad = { licenceId: number; verb: 'suspend' | 'lift'; form: Form }
export type TrainerParts = {
  person: Known
  licences: readonly Licence[]
  papers: readonly LicencePaper[]
  suspensions: readonly SuspensionRow[]
  bad: Bad | null
}
type By = { km: string; en: string } | null
const noteOf = (voice: Voice, by: By, at: number): string =>
  [by ? either(voice, by) : '', dayWords(voice, dayOf(at))].filter(Boolean).join(' · ')
const stepsOf = (voice: Voice, row: SuspensionRow): Step[] => {
  const day = dayWords(voice, row.fromDay)
  const begun = { words: text(voice, 'trainers:step.suspended', { day }), reason: row.reason, note: noteOf(voice, row.by, row.at) } // prettier-ignore
  if (row.liftedDay === null || row.liftedAt === null) return [begun]
  const words = text(voice, 'trainers:step.lifted', { day: dayWords(voice, row.liftedDay) })
  return [{ words, reason: row.liftReason ?? '', note: noteOf(voice, row.liftedBy, row.liftedAt) }, begun]
}
const factsOf = (voice: Voice, one: Licence, paper: LicencePaper | undefined, around: Surroundings): Card['facts'] => {
  const [from, to] = [dayWords(voice, one.validFrom), dayWords(voice, one.validTo)]
  const rows: [TextKey, string][] = [
    ['trainers:fact.topics', topicsIn(voice, one, around)],
    ['trainers:fact.provinces', provincesIn(voice, one, around)],
    ['trainers:fact.valid', text(voice, 'trainers:fact.span', { from, to })],
    ['trainers:fact.evidence', paper?.evidence ?? ''],
    ['trainers:fact.override', paper?.overrideReason ?? ''],
    ['trainers:fact.granted', paper ? noteOf(voice, paper.by, paper.recordedAt) : ''],
  ]
  return rows.filter(([, value]) => value !== '').map(([label, value]) => ({ label: text(voice, label), value }))
}
/** Several forms of one shape stand on the page, so each field is known by its licence too. */
const actOf = (
  voice: Voice,
  one: Licence,
  verb: Bad['verb'],
  bad: Bad | null,
  today: string,
): Act & { trouble: Trouble } => {
  const isMine = bad?.licenceId === one.id && bad.verb === verb
  const form = isMine ? bad.form : empty({ fromDay: today })
  const mark = `-${verb}-${String(one.id)}`
  const marked = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name + mark, value]))
  const day = { label: `trainers:${verb}.day`, hint: `trainers:${verb}.dayHint`, kind: 'date' } as const
  const why = { label: `trainers:${verb}.reason`, hint: `trainers:${verb}.reasonHint` } as const
  const { fields, trouble } = formView(
    voice,
    { ...form, values: marked(form.values), errors: marked(form.errors) },
    { [`fromDay${mark}`]: day, [`reason${mark}`]: why },
  )
  const field = (name: string): Field => ({ ...(fields[name + mark] as Field), name })
  const address = verb === 'suspend' ? 'suspensions' : 'reinstatements'
  return {
    action: `/trainers/licences/${String(one.id)}/${address}`,
    fromDay: field('fromDay'),
    reason: field('reason'),
    once: isMine ? onceOf(form) : randomUUID(),
    suspensionId: 0,
    isOpen: isMine,
    trouble,
  }
}
const cardOf = (voice: Voice, one: Licence, parts: TrainerParts, around: Surroundings, mayChange: boolean): Card => {
  const own = parts.suspensions.filter(({ licenceId }) => licenceId === one.id)
  const open = own.find(({ liftedDay }) => liftedDay === null)
  const isOver = stateOn(one, around.today) === 'expired'
  const act = (verb: Bad['verb']): Act => actOf(voice, one, verb, parts.bad, around.today)
  return {
    id: one.id,
    title: text(voice, `trainers:level.${one.level}`),
    badge: badgeOf(voice, one, around),
    facts: factsOf(voice, one, parts.papers.find(({ id }) => id === one.id), around), // prettier-ignore
    history: own.flatMap((row) => stepsOf(voice, row)),
    suspend: mayChange && !open && !isOver ? act('suspend') : null,
    lift: mayChange && open && !isOver ? { ...act('lift'), suspensionId: open.id } : null,
  }
}
const troubleOf = (voice: Voice, { licences, bad }: TrainerParts, today: string): Trouble => {
  const one = licences.find(({ id }) => id === bad?.licenceId)
  return one && bad ? actOf(voice, one, bad.verb, bad, today).trouble : null
}
/** Whose learning record the actor may open from here: her own, or anybody's with a reach beyond herself. */
const recordOf = ({ person, reach }: Actor, id: number): string | null => {
  if (person === id) return '/record'
  const own = reach['people.view']
  return own && (own.country || own.provinces.length > 0) ? `/people/${String(id)}` : null
}
/** One trainer: what each licence covers, how it stands and why. */
export const trainerView = (voice: Voice, actor: Actor, around: Surroundings, parts: TrainerParts): TrainerView => {
  const { person, licences } = parts
  const [name, other] = namesOf(voice, person)
  const centre = person.centreId === null ? undefined : around.places.centre.get(person.centreId)
  const mayChange = mayLicense(actor)
  return {
    back: { href: '/trainers', label: text(voice, 'trainers:title') },
    name,
    initial: name.split(' ').at(-1)?.slice(0, 1) ?? '',
    about: [other, person.staffId, centre ? either(voice, centre) : ''].filter(Boolean).join(' · '),
    cards: licences.map((one) => cardOf(voice, one, parts, around, mayChange)),
    record: recordOf(actor, person.id),
    grant: mayChange ? `/trainers/licences/new?person=${String(person.id)}` : null,
    trouble: troubleOf(voice, parts, around.today),
  }
}
