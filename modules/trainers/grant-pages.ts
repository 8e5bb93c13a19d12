import { page, type Back } from '#server/html/page'
import { formView, type Choice, type Field, type FormView } from '#server/http/fields'
import { onceOf, type Form } from '#server/http/forms'
import { either, text, type Voice } from '#server/i18n'
import type { Known } from '#modules/people'
import type { Standing } from '#modules/progress'
import { isCandidate } from './candidates.ts'
import { levels } from './schema.ts'
import { namesOf, type Surroundings } from './words.ts'

type Ticks = Field & { ticks: readonly (Choice & { isChosen: boolean })[] }
type Names = 'level' | 'validFrom' | 'validTo' | 'evidence' | 'overrideReason'
type GrantView = FormView<Names> & {
  back: Back
  who: string
  personId: number
  once: string
  topics: Ticks
  provinces: Ticks
  isEverywhere: boolean
  isOpen: boolean
  isCandidate: boolean
}
export const grantPage = page<GrantView>('trainers/grant', 'trainers:grant.title', ({ back }) => back)

type Named = { readonly id: number; readonly km: string; readonly en: string }
const ticksOf = (voice: Voice, form: Form, name: string, field: Field, all: readonly Named[]): Ticks => {
  const typed = [form.values[name] ?? []].flat()
  const ticks = all.map((one) => ({
    value: String(one.id),
    label: either(voice, one),
    isChosen: typed.includes(String(one.id)),
  }))
  return { ...field, ticks }
}
/** The form for a new licence; a reason for an exception is only asked for whoever is no candidate. */
export const grantView = (
  voice: Voice,
  person: Known,
  standing: Standing,
  around: Surroundings,
  form: Form,
): GrantView => {
  const [who] = namesOf(voice, person)
  const choices = levels.map((value) => ({ value, label: text(voice, `trainers:level.${value}`) }))
  const { fields, trouble } = formView(voice, form, {
    level: { label: 'trainers:grant.level', hint: 'trainers:grant.levelHint', kind: 'radio', choices },
    topics: { label: 'trainers:grant.topics' },
    provinces: { label: 'trainers:grant.provinces' },
    validFrom: { label: 'trainers:grant.from', kind: 'date' },
    validTo: { label: 'trainers:grant.to', hint: 'trainers:grant.toHint', kind: 'date' },
    evidence: { label: 'trainers:grant.evidence', hint: 'trainers:grant.evidenceHint', kind: 'area' },
    overrideReason: { label: 'trainers:grant.override', hint: 'trainers:grant.overrideHint' },
  })
  const provinces = ticksOf(voice, form, 'provinces', fields.provinces, around.places.provinces)
  return {
    fields,
    trouble,
    back: { href: `/trainers/${String(person.id)}`, label: who },
    who: [who, person.staffId].join(' · '),
    personId: person.id,
    once: onceOf(form),
    topics: ticksOf(voice, form, 'topics', fields.topics, around.topics),
    provinces,
    isEverywhere: form.values.everywhere === '1',
    isOpen: provinces.error !== null || provinces.ticks.some(({ isChosen }) => isChosen),
    isCandidate: isCandidate(standing),
  }
}
