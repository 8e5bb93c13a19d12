import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import { dayWords, longDay, momentWords, monthOf } from '#server/words'
import { dayOf } from '#server/time'
import type { OpenAttempt } from '#modules/assessments'
import type { CourseState, Resume } from '#modules/courses'
import { hoursWords, iconOf, spanWords, tierOf, type EventTask, type Upcoming } from '#modules/events'
import { noticeWords, type Unread } from '#modules/notices'
import { pathView, type PathView, type Standing, type TierStanding } from '#modules/progress'
import type { Counts, TierCount } from './counts.ts'
import type { Quiet } from './quiet.ts'

/** The one next thing: what it is, its name, and the verb. */
type Next = {
  kicker: string
  title: string
  href: string
  verb: string
  meter: { value: number; max: number; label: string } | null
}
type QuietRow = { href: string; name: string; since: string }
type CentreView = { count: string; quiet: readonly QuietRow[]; more: string | null }
type FunnelRow = {
  tier: string
  icon: string
  title: string
  completed: number
  of: string
  began: string
  beganWidth: string
  fullWidth: string
  label: string
}
type ProvinceRow = {
  name: string
  href: string | null
  officers: number
  tiers: readonly { label: string; completed: number; began: number }[]
}
type CountsView = {
  funnel: readonly FunnelRow[]
  provinces: readonly ProvinceRow[]
  heads: readonly string[]
  asOf: string
}
type ComingRow = {
  href: string
  month: string
  day: string
  tier: string
  icon: string
  kind: string
  title: string
  when: string
  place: string
}
export type HomeView = {
  tasks: readonly TaskRow[]
  notices: readonly { action: string; words: string; when: string }[]
  coming: readonly ComingRow[]
  greeting: string
  lede: string
  next: Next | null
  path: PathView | null
  isComplete: boolean
  centre: CentreView | null
  counts: CountsView | null
}
export const homePage = page<HomeView>('home/home', 'home:title')

const nextAttempt = (voice: Voice, open: OpenAttempt): Next => ({
  kicker: text(voice, 'home:next.attempt', { answered: open.answered, total: open.total }),
  title: voice.language === 'km' ? open.titleKm : open.titleEn,
  href: `/attempts/${String(open.attemptId)}`,
  verb: text(voice, 'home:next.continueQuiz'),
  meter: {
    value: open.answered,
    max: open.total,
    label: text(voice, 'home:next.attempt', { answered: open.answered, total: open.total }),
  },
})
const nextLesson = (voice: Voice, one: Resume): Next => ({
  kicker: text(voice, one.done > 0 ? 'home:next.lesson' : 'home:next.firstLesson', {
    course: one.code,
    minutes: one.minutesLeft,
  }),
  title: either(voice, one.title),
  href: one.href,
  verb: text(voice, one.done > 0 ? 'home:next.continueLesson' : 'home:next.beginLesson'),
  meter: {
    value: one.done,
    max: one.lessons,
    label: text(voice, 'home:next.lessons', { done: one.done, lessons: one.lessons }),
  },
})
const nextQuiz = (voice: Voice, { course }: CourseState): Next => ({
  kicker: text(voice, 'home:next.quiz', { course: course.code }),
  title: either(voice, course.title),
  href: `/quizzes/${course.code}`,
  verb: text(voice, 'home:next.takeQuiz'),
  meter: null,
})
/** The first tier that is asked of her and not done: the tiers are a path. */
const unfinished = ({ tiers }: Standing): TierStanding | undefined =>
  tiers.find(({ isRequired, status }) => isRequired && status !== 'done')
const nextStep = (voice: Voice, standing: Standing): Next | null => {
  const tier = unfinished(standing)
  if (!tier) return null
  return {
    kicker: text(voice, 'home:next.tier', { n: tier.n }),
    title: either(voice, tier.title),
    href: '/record#missing',
    verb: text(voice, 'home:next.see'),
    meter: null,
  }
}
export type Learning = {
  standing: Standing
  attempt: OpenAttempt | null
  course: CourseState | null
  resume: Resume | null
}
const nextOf = (voice: Voice, { standing, attempt, course, resume }: Learning): Next | null => {
  if (attempt) return nextAttempt(voice, attempt)
  if (course?.next === 'quiz') return nextQuiz(voice, course)
  return resume ? nextLesson(voice, resume) : nextStep(voice, standing)
}
/** Her place in words: the tier under way and what it still wants. */
const ledeOf = (voice: Voice, standing: Standing | null): string => {
  if (!standing) return ''
  if (standing.isComplete) return text(voice, 'home:lede.complete')
  const tier = unfinished(standing)
  if (!tier) return ''
  return text(voice, tier.status === 'now' ? 'home:lede.now' : 'home:lede.todo', {
    n: tier.n,
    place: text(voice, tier.phrase.key, tier.phrase.params),
  })
}
const percent = (part: number, whole: number): string =>
  `${whole === 0 ? '0' : String(Math.round((1000 * part) / whole) / 10)}%`
const icons = ['book-open', 'presentation', 'map-pin', 'video'] as const
const funnelRow =
  (voice: Voice, officers: number) =>
  ({ began, completed }: TierCount, at: number): FunnelRow => ({
    tier: `t${String(at + 1)}`,
    icon: icons[at] ?? 'circle',
    title: text(voice, `home:tier.${String(at + 1) as '1'}`),
    completed,
    of: text(voice, 'home:counts.of', { officers }),
    began: text(voice, 'home:counts.began', { began }),
    beganWidth: percent(began, officers),
    fullWidth: percent(completed, officers),
    label: text(voice, 'home:counts.bar', { completed, began, officers }),
  })
export type ProvinceName = { id: number; km: string; en: string }
/** Counts by province and tier; `mayList`: a province leads on to its list. */
export const countsView = (
  voice: Voice,
  counts: Counts,
  provinces: readonly ProvinceName[],
  mayList: boolean,
  now: number,
): CountsView => {
  const heads = icons.map((_, at) => text(voice, `home:tierShort.${String(at + 1) as '1'}`))
  const byId = new Map(counts.provinces.map((one) => [one.provinceId, one]))
  return {
    heads,
    asOf: text(voice, 'home:counts.asOf', { day: dayWords(voice, dayOf(now)) }),
    funnel: counts.tiers.map(funnelRow(voice, counts.officers)),
    provinces: provinces.map((one) => ({
      name: either(voice, one),
      href: mayList ? `/people?province=${String(one.id)}` : null,
      officers: byId.get(one.id)?.officers ?? 0,
      tiers: (byId.get(one.id)?.tiers ?? []).map((tier, at) => ({ label: heads[at] ?? '', ...tier })),
    })),
  }
}
const comingRow = (voice: Voice, one: Upcoming): ComingRow => {
  const on = dayOf(one.startsAt)
  const venue = voice.language === 'km' ? one.venueKm : one.venueEn
  return {
    href: `/events/${String(one.id)}`,
    month: monthOf(voice, on).split(' ')[0] ?? '',
    day: voice.number(Number(on.slice(8))),
    tier: `t${String(tierOf[one.kind])}`,
    icon: iconOf[one.kind],
    kind: text(voice, `events:kind.${one.kind}`),
    title: voice.language === 'km' ? one.titleKm : one.titleEn,
    when: `${spanWords(voice, one.startsAt, one.endsAt)} · ${hoursWords(voice, one.startsAt, one.endsAt)}`,
    place: venue ?? text(voice, 'events:online'),
  }
}
type TaskRow = { href: string; title: string; words: string; verb: string; style: string }
const task =
  (voice: Voice, kind: 'publish' | 'mend') =>
  (one: EventTask): TaskRow => ({
    href: `/events/${String(one.id)}`,
    title: text(voice, `home:tasks.${kind}`, { title: voice.language === 'km' ? one.titleKm : one.titleEn }),
    words:
      kind === 'mend' && one.missing
        ? text(voice, one.missing.key, one.missing.params)
        : dayWords(voice, dayOf(one.startsAt)),
    verb: text(voice, 'home:tasks.see'),
    style: 'btn-2',
  })
/** What waits for whoever publishes; one filled button a page, so the first row has it. */
const tasksView = (voice: Voice, { tasks }: Desk): TaskRow[] => {
  const rows = tasks ? [...tasks.toMend.map(task(voice, 'mend')), ...tasks.toPublish.map(task(voice, 'publish'))] : []
  return rows.map((row, n) => (n === 0 ? { ...row, style: 'btn-1' } : row))
}
const shown = 4
/** Who in the centre has not learned for a while: a few names, and the way to all. */
export const centreView = (voice: Voice, quiet: readonly Quiet[], now: number): CentreView => ({
  count: text(voice, quiet.length === 0 ? 'home:centre.noneQuiet' : 'home:centre.quiet', { count: quiet.length }),
  quiet: quiet.slice(0, shown).map((one) => ({
    href: `/people/${String(one.id)}`,
    name: voice.language === 'km' ? one.nameKm : one.nameLatin,
    since:
      one.lastAt === null
        ? text(voice, 'home:centre.never')
        : text(voice, 'home:centre.since', { count: Math.floor((now - one.lastAt) / 86_400_000) }),
  })),
  more: quiet.length > shown ? text(voice, 'home:centre.more', { count: quiet.length - shown }) : null,
})
/** What she is told, and where she is expected: shown to everybody who has any. */
export type Desk = {
  tasks: { toPublish: readonly EventTask[]; toMend: readonly EventTask[] } | null
  notices: Unread
  coming: readonly Upcoming[]
}
export type HomeParts = { desk: Desk; learning: Learning | null; centre: CentreView | null; counts: CountsView | null }
/** The first page of a person: what her roles together show. */
export const homeView = (
  voice: Voice,
  actor: Actor,
  now: number,
  { desk, learning, centre, counts }: HomeParts,
): HomeView => ({
  tasks: tasksView(voice, desk),
  notices: desk.notices.newest.map((one) => ({
    action: `/notices/${String(one.id)}/reads`,
    words: noticeWords(voice, one),
    when: momentWords(voice, one.at),
  })),
  coming: desk.coming.map((one) => comingRow(voice, one)),
  greeting: text(voice, 'home:greeting', { name: voice.language === 'km' ? actor.nameKm : actor.nameLatin }),
  lede: learning ? ledeOf(voice, learning.standing) : longDay(voice, dayOf(now)),
  next: learning ? nextOf(voice, learning) : null,
  path: learning ? pathView(voice, learning.standing, '/record') : null,
  isComplete: learning?.standing.isComplete ?? false,
  centre,
  counts,
})
