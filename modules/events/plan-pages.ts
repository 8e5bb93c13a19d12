import { page, type Back } from '#server/html/page'
import { formView, type Choice, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import { dayWords } from '#server/words'
import type { Places } from '#modules/people'
import type { Trainer } from '#modules/trainers'
import { clashView, type ClashView } from './clash-view.ts'
import { topicTitle } from './event-words.ts'
import type { Topic } from './content.ts'
import { gridOf, type Grid } from './plan-grid.ts'
import { idsIn } from './plan-values.ts'
import type { Draft, Point, Readiness } from './readiness.ts'
import type { Venue } from './venues.ts'

type Names = 'topic' | 'licenceTopicId' | 'titleKm' | 'titleEn' | 'provinceId' | 'venueId' | 'venueName' | 'link' | 'leadId' | 'capacity' | 'bring' // prettier-ignore
type PointView = { look: string; icon: string; words: string }
type TrainerNote = { look: string; icon: string; words: string }
export type PlanView = FormView<Names> & {
  title: string
  back: Back
  action: string
  /** The page itself, which the script asks. */
  source: string
  /** Where buttons ask without the script. */
  check: string
  once: string
  seen: string
  kinds: readonly { href: string; title: string; isHere: boolean }[]
  isProvincial: boolean
  isWebinar: boolean
  hasPlace: boolean
  grid: Grid
  venueClash: ClashView | null
  trainerClashes: readonly ClashView[]
  lead: TrainerNote | null
  cos: readonly { id: string; name: string; isChosen: boolean; note: string }[]
  invited: readonly { id: string; name: string; isChosen: boolean }[]
  invitedCount: string
  points: readonly PointView[]
  mayPublish: boolean
}
export const planPage = page<PlanView>(
  'events/plan',
  (vm) => vm.title,
  (vm) => vm.back,
)
export type PlanParts = {
  form: Form
  draft: Draft
  topic: Topic
  topics: readonly Topic[]
  licences: readonly { id: number; km: string; en: string }[]
  places: Places
  /** The provinces the actor may plan for. */
  provinces: readonly { id: number; km: string; en: string }[]
  venues: readonly Venue[]
  trainers: readonly Trainer[]
  readiness: Readiness
  /** In how many days all is free, when something is taken. */
  freeIn: number | null
  freeVenue: Venue | null
  /** Another trainer who may lead and is free. */
  freeLead: Trainer | null
  action: string
  source: string
  check: string
  back: Back
  mayPublish: boolean
}
const choice = (voice: Voice, one: { id: number; km: string; en: string }): Choice => ({
  value: String(one.id),
  label: either(voice, one),
})
const nobody = (voice: Voice): Choice => ({ value: '', label: text(voice, 'events:plan.choose') })
const icons = { ok: 'circle-check', no: 'circle-x', warn: 'triangle-alert' } as const
const looks = { ok: 'done', no: 'error', warn: 'warn' } as const
const pointView = (voice: Voice, { state, key, params }: Point): PointView => ({
  look: looks[state],
  icon: icons[state],
  words: text(voice, key, params),
})
const nameOf = ({ language }: Voice, one: { nameKm: string; nameLatin: string }): string =>
  language === 'km' ? one.nameKm : one.nameLatin
/** What the licence of a trainer says about this plan; only a provincial session asks for one. */
const noteOf = (voice: Voice, { check }: Trainer): TrainerNote =>
  check.isOk
    ? {
        look: 'ok',
        icon: 'badge-check',
        words: text(voice, 'events:plan.licensed', { day: dayWords(voice, check.validTo) }),
      }
    : { look: 'error', icon: 'circle-alert', words: text(voice, check.reason.key, check.reason.params) }
const leadChoices = (voice: Voice, trainers: readonly Trainer[], isProvincial: boolean): Choice[] => [
  nobody(voice),
  ...trainers.map((one) => ({
    value: String(one.personId),
    label: isProvincial ? `${nameOf(voice, one)} · ${noteOf(voice, one).words}` : nameOf(voice, one),
  })),
]
const fieldsOf = (voice: Voice, parts: PlanParts): FormView<Names> => {
  const { form, draft, topics, licences, provinces, venues, trainers } = parts
  const isProvincial = draft.kind === 'provincial'
  const rooms = venues.filter(({ provinceId, retiredOn }) => provinceId === draft.provinceId && retiredOn === null)
  return formView(voice, form, {
    topic: {
      label: 'events:plan.topic',
      kind: 'select',
      choices: topics
        .filter(({ kind }) => kind === draft.kind)
        .map((one) => ({ value: one.code, label: topicTitle(voice, one) })),
    },
    licenceTopicId: {
      label: 'events:plan.licenceTopic',
      hint: 'events:plan.licenceTopicHint',
      kind: 'select',
      choices: [nobody(voice), ...licences.map((one) => choice(voice, one))],
    },
    titleKm: { label: 'events:plan.titleKm' },
    titleEn: { label: 'events:plan.titleEn', optional: true },
    provinceId: {
      label: 'events:plan.province',
      kind: 'select',
      choices: [nobody(voice), ...provinces.map((one) => choice(voice, one))],
    },
    venueId: {
      label: 'events:plan.venue',
      kind: 'select',
      choices: [nobody(voice), ...rooms.map((one) => choice(voice, one))],
    },
    venueName: { label: 'events:plan.venueName', hint: 'events:plan.venueNameHint', optional: true },
    link: { label: 'events:plan.linkLabel', hint: 'events:plan.linkHint', optional: true },
    leadId: {
      label: 'events:plan.lead',
      kind: 'select',
      choices: leadChoices(voice, trainers, isProvincial && draft.licenceTopicId !== null),
    },
    capacity: { label: 'events:plan.capacity', hint: 'events:plan.capacityHint', kind: 'number' },
    bring: { label: 'events:plan.bring', hint: 'events:plan.bringHint', kind: 'area', optional: true },
  })
}
const kindsOf = (voice: Voice, { topics, topic }: PlanParts): PlanView['kinds'] =>
  (['provincial', 'webinar', 'tot'] as const).flatMap((kind) => {
    const first = topics.find((one) => one.kind === kind)
    if (!first) return []
    return [
      {
        href: `/events/new?topic=${first.code}`,
        title: text(voice, `events:kind.${kind}`),
        isHere: kind === topic.kind,
      },
    ]
  })
const cosOf = (voice: Voice, { trainers, draft, form }: PlanParts): PlanView['cos'] => {
  const chosen = new Set(idsIn(form.values, 'coIds'))
  return trainers
    .filter((one) => one.coCheck.isOk || chosen.has(one.personId) || draft.kind !== 'provincial')
    .map((one) => ({
      id: String(one.personId),
      name: nameOf(voice, one),
      isChosen: chosen.has(one.personId),
      note:
        one.coCheck.isOk || draft.kind !== 'provincial'
          ? ''
          : text(voice, one.coCheck.reason.key, one.coCheck.reason.params),
    }))
}
const invitedOf = (voice: Voice, { places, draft, form }: PlanParts): PlanView['invited'] => {
  const chosen = new Set(idsIn(form.values, 'invited'))
  return places.provinces
    .filter(({ id }) => id !== draft.provinceId)
    .map((one) => ({ id: String(one.id), name: either(voice, one), isChosen: chosen.has(one.id) }))
}
/** The planning form with its check list, as it stands with what is typed. */
export const planView = (voice: Voice, parts: PlanParts): PlanView => {
  const { form, draft, topic, readiness, trainers, back, action, source, check } = parts
  const lead = trainers.find(({ personId }) => personId === draft.leadId)
  const invited = invitedOf(voice, parts)
  return {
    ...fieldsOf(voice, parts),
    title: text(voice, draft.eventId === 0 ? 'events:plan.new' : 'events:plan.edit', {
      kind: text(voice, `events:kind.${topic.kind}`),
    }),
    back,
    action,
    source,
    check,
    once: onceOf(form),
    seen: typeof form.values.seen === 'string' ? form.values.seen : '0',
    kinds: draft.eventId === 0 ? kindsOf(voice, parts) : [],
    isProvincial: draft.kind === 'provincial',
    isWebinar: draft.kind === 'webinar',
    hasPlace: draft.kind !== 'webinar',
    grid: gridOf(voice, form, draft),
    venueClash: readiness.venue.length > 0 ? clashView(voice, 'venue', readiness.venue, parts) : null,
    trainerClashes: readiness.trainers.map(({ clashes, personId }) =>
      clashView(voice, 'trainer', clashes, { ...parts, who: trainers.find((one) => one.personId === personId) }),
    ),
    lead: lead && draft.kind === 'provincial' && draft.licenceTopicId !== null ? noteOf(voice, lead) : null,
    cos: cosOf(voice, parts),
    invited,
    invitedCount: text(voice, 'events:plan.invitedCount', { count: invited.filter(({ isChosen }) => isChosen).length }),
    points: readiness.points.map((one) => pointView(voice, one)),
    mayPublish: parts.mayPublish,
  }
}
