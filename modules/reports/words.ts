import { text, type Language, type Voice } from '#server/i18n'
import type { places } from '#modules/people'
import { nowhere, type ReportSex } from './acts.ts'

export type Where = ReturnType<typeof places>
/** The words of rows and columns as plain values: the worker, which writes the files, knows no languages. */
export type Labels = {
  language: Language
  tier: Readonly<Record<'1' | '2' | '3' | '4' | 'all', string>>
  sex: Readonly<Record<ReportSex | 'all', string>>
  place: Readonly<Record<'none' | 'all', string>>
}
export const labelsOf = (voice: Voice): Labels => ({
  language: voice.language,
  tier: {
    1: text(voice, 'reports:tier.1'),
    2: text(voice, 'reports:tier.2'),
    3: text(voice, 'reports:tier.3'),
    4: text(voice, 'reports:tier.4'),
    all: text(voice, 'reports:tier.all'),
  },
  sex: {
    female: text(voice, 'reports:sex.female'),
    male: text(voice, 'reports:sex.male'),
    none: text(voice, 'reports:sex.none'),
    all: text(voice, 'reports:sex.all'),
  },
  place: { none: text(voice, 'reports:place.none'), all: text(voice, 'reports:place.all') },
})
/** What the rows and columns of a report are called; null: all of them. */
export type Names = {
  tier: (tier: number | null) => string
  sex: (sex: ReportSex | null) => string
  province: (id: number | null) => string
}
export const namesOf = ({ language, tier: tiers, sex: sexes, place }: Labels, { province }: Where): Names => ({
  tier: (tier) => tiers[String(tier ?? 'all') as keyof Labels['tier']],
  sex: (sex) => sexes[sex ?? 'all'],
  province: (id) =>
    id === null ? place.all : ((id === nowhere ? undefined : province.get(id)?.[language]) ?? place.none),
})
