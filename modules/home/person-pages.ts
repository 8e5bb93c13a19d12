import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import type { Known, places } from '#modules/people'
import type { RecordView } from '#modules/progress'

type PersonView = {
  back: Back
  name: string
  other: string
  initial: string
  about: string
  record: RecordView
  paper: readonly { href: string; text: string; icon: string }[]
  links: readonly { href: string; text: string; icon: string }[]
}
export const personPage = page<PersonView>(
  'home/person',
  (vm) => vm.name,
  (vm) => vm.back,
)
const paperOf = (voice: Voice, actor: Actor, id: number): PersonView['paper'] => [
  ...(actor.reach['courses.record']
    ? [
        {
          href: `/courses/passes/new?person=${String(id)}`,
          text: text(voice, 'home:person.paperCourse'),
          icon: 'book-open',
        },
      ]
    : []),
  ...(actor.reach['assessments.record']
    ? [
        {
          href: `/quizzes/results/new?person=${String(id)}`,
          text: text(voice, 'home:person.paperTest'),
          icon: 'clipboard-check',
        },
      ]
    : []),
  ...(actor.reach['events.record']
    ? [
        {
          href: `/events/attendances/new?person=${String(id)}`,
          text: text(voice, 'home:person.paperEvent'),
          icon: 'video',
        },
      ]
    : []),
]
/** What leaves the house about a person, and what she may be given. */
const linksOf = (voice: Voice, actor: Actor, id: number): PersonView['links'] => [
  ...(actor.reach['certificates.view']
    ? [
        {
          href: `/certificates/transcripts/${String(id)}.pdf`,
          text: text(voice, 'home:person.transcript'),
          icon: 'file-text',
        },
      ]
    : []),
  ...(actor.reach['certificates.issue']
    ? [
        {
          href: `/certificates/batches/new?person=${String(id)}`,
          text: text(voice, 'home:person.certificate'),
          icon: 'award',
        },
      ]
    : []),
  ...(actor.reach['trainers.license']
    ? [
        {
          href: `/trainers/licences/new?person=${String(id)}`,
          text: text(voice, 'home:person.licence'),
          icon: 'badge-check',
        },
      ]
    : []),
]
/** Somebody's record as a chief, coordinator, auditor or administrator sees it. */
export const personView = (
  voice: Voice,
  actor: Actor,
  where: ReturnType<typeof places>,
  person: Known,
  record: RecordView,
): PersonView => {
  const [name, other] = voice.language === 'km' ? [person.nameKm, person.nameLatin] : [person.nameLatin, person.nameKm]
  const centre = person.centreId === null ? undefined : where.centre.get(person.centreId)
  const back = actor.reach['people.list']
    ? { href: '/people', label: text(voice, 'home:people.title') }
    : { href: '/', label: text(voice, 'home:title') }
  return {
    back,
    name,
    other,
    initial: name.split(' ').at(-1)?.slice(0, 1) ?? '',
    about: [person.staffId, centre ? either(voice, centre) : ''].filter(Boolean).join(' · '),
    record,
    paper: paperOf(voice, actor, person.id),
    links: linksOf(voice, actor, person.id),
  }
}
