import { either, text, type Voice } from '#server/i18n'
import type { Phrase, Standing, TierStanding } from './standing.ts'

/** Context of the partial `progress/path`. */
export type PathView = {
  stations: readonly {
    state: string
    icon: string
    title: string
    phrase: string
    end: string
    isHere: boolean
    /** Where the page says what is missing; null where nothing is. */
    href: string | null
  }[]
}
/** Context of the partial `progress/mini-path`: lengths in units of the drawing. */
export type MiniPathView = {
  label: string
  width: number
  lines: readonly { from: number; to: number; isDone: boolean }[]
  stations: readonly {
    x: number
    isDone: boolean
    isSkip: boolean
    tick: string
    left: number
    right: number
    arc: number
  }[]
}
export const say = (voice: Voice, { key, params }: Phrase): string => text(voice, key, params)

/** The tier that comes next: the first required one that is not done. */
const hereOf = ({ tiers }: Standing): TierStanding | undefined =>
  tiers.find(({ status, isRequired }) => isRequired && status !== 'done')
/** `record`: the address of the page that says what is missing and why. */
export const pathView = (voice: Voice, standing: Standing, record: string): PathView => {
  const here = hereOf(standing)
  return {
    stations: standing.tiers.map((tier) => ({
      state: tier.status === 'todo' ? '' : ` is-${tier.status}`,
      icon: tier.status === 'done' ? 'check' : tier.icon,
      title: either(voice, tier.title),
      phrase: say(voice, tier.phrase),
      end: say(voice, tier.state),
      isHere: tier === here,
      href: tier.missing.length > 0 ? `${record}#missing-${String(tier.n)}` : null,
    })),
  }
}
/** As COMPONENTS draws it: stations every 26 units, centres from 11 on. */
const step = 26
const first = 11
const radius = 9
const stationOf = ({ status, share }: TierStanding, place: number): MiniPathView['stations'][number] => {
  const x = first + place * step
  return {
    x,
    isDone: status === 'done',
    isSkip: status === 'skip',
    tick: `M${String(x - 4)} 11.5l2.8 2.8 5.2-5.6`,
    left: x - 4,
    right: x + 4,
    // An arc of all of it would read as done.
    arc: status === 'now' ? Math.min(99, Math.round(share * 100)) : 0,
  }
}
/** The small path of one row; its label says all of it, for whoever does not see it. */
export const miniPathView = (voice: Voice, { tiers }: Standing): MiniPathView => ({
  label: tiers
    .map((tier) => `${either(voice, tier.title)}: ${say(voice, tier.status === 'now' ? tier.phrase : tier.state)}`)
    .join(' · '),
  width: tiers.length * step - 4,
  lines: tiers.slice(1).map((_, place) => ({
    from: first + place * step + radius,
    to: first + (place + 1) * step - radius,
    isDone: tiers[place]?.status === 'done',
  })),
  stations: tiers.map(stationOf),
})
