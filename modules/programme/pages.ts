import type { Actor } from '#server/actor'
import { page, type Back } from '#server/html/page'
import { either, text, type Voice } from '#server/i18n'
import { dayOf } from '#server/time'
import { dayWords } from '#server/words'
import { linesOf, type Line } from './requirements.ts'
import type { SubjectsByCode } from './subjects.ts'
import type { Tier } from './tree.ts'
import type { Version } from './versions.ts'

type TierView = { n: number; icon: string; title: string; audience: string; lines: readonly Line[] }
type ProgrammeView = { tiers: readonly TierView[]; number: number; published: string; back: Back }
export const programmePage = page<ProgrammeView>('programme/programme', 'programme:title', ({ back }) => back)

const tierView = (voice: Voice, { n, icon, title, audience, requires }: Tier, subjects: SubjectsByCode): TierView => ({
  n,
  icon,
  title: either(voice, title),
  audience: text(voice, audience ? `programme:audience.${audience}` : 'programme:audience.everyone'),
  lines: linesOf(requires, voice, subjects),
})
/** Officers come here from their record; an observer has none. */
const backOf = (voice: Voice, { reach }: Actor): Back =>
  reach['people.view']
    ? { href: '/record', label: text(voice, 'programme:back.record') }
    : { href: '/', label: text(voice, 'programme:back.home') }
export const programmeView = (
  voice: Voice,
  { number, publishedAt, tree }: Version,
  subjects: SubjectsByCode,
  actor: Actor,
): ProgrammeView => ({
  tiers: tree.tiers.map((tier) => tierView(voice, tier, subjects)),
  number,
  published: dayWords(voice, dayOf(publishedAt)),
  back: backOf(voice, actor),
})
