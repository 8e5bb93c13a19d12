import type { Db } from '#server/db/open'
import { text, voice, type TextKey } from '#server/i18n'
import { khmerDigits, monthName } from '#server/khmer'
import { valueOf } from '#server/settings'
import type { Day } from '#server/time'
import { dayWords } from '#server/words'
import { grouped } from './codes.ts'
import { nameEn, nameKm, placeEn, placeKm, postEn, postKm } from './settings.ts'

/** Papers are Khmer with English beside it, whoever asks for them. */
export const khmer = voice('km')
export const english = voice('en')
type Both = { readonly km: string; readonly en: string }
export const both = (key: TextKey): Both => ({ km: text(khmer, key), en: text(english, key) })
/** «១៤ ខែមេសា ឆ្នាំ២០២៦», "14 April 2026": a day in a sentence, without the weekday. */
export const paperDate = (on: Day): Both => {
  const [year = 0, month = 1, date = 1] = on.split('-').map(Number)
  return {
    km: text(khmer, 'certificates:paper.date', { date, month: monthName(month), year }),
    en: dayWords(english, on),
  }
}
/** Kingdom and motto, ministry and agency. */
export const heads = (): {
  motto: { km: readonly [string, string] }
  issuer: { km: readonly [string, string]; en: readonly [string, string] }
  numberLabel: Both
} => {
  const [ministry, agency] = [both('server:shell.ministry'), both('server:shell.agency')]
  return {
    motto: { km: [text(khmer, 'server:state.kingdom'), text(khmer, 'server:state.motto')] },
    issuer: { km: [ministry.km, agency.km], en: [ministry.en, agency.en] },
    numberLabel: both('certificates:paper.numberLabel'),
  }
}
export const signatoryOf = (db: Db): { postKm: string; postEn: string; nameKm: string; nameEn: string } => ({
  postKm: valueOf(db, postKm),
  postEn: valueOf(db, postEn),
  nameKm: valueOf(db, nameKm),
  nameEn: valueOf(db, nameEn),
})
/** Where and when it is signed. */
export const solarOf = (db: Db, on: Day): Both => {
  const date = paperDate(on)
  return {
    km: text(khmer, 'certificates:paper.placeDate', { place: valueOf(db, placeKm), date: date.km }),
    en: text(english, 'certificates:paper.placeDate', { place: valueOf(db, placeEn), date: date.en }),
  }
}
type Verify = { labelKm: string; host: string; url: string; code: string; altKm: string }
/** `base`: the address of the house, `https://lms.example`. */
export const verifyOf = (base: string, code: string): Verify => {
  const url = `${base.replace(/\/+$/, '')}/verify/${code}`
  return {
    labelKm: text(khmer, 'certificates:paper.verify'),
    host: `${new URL(url).host}/verify`,
    url,
    code: grouped(code),
    altKm: text(khmer, 'certificates:paper.qr', { code: grouped(code) }),
  }
}
/** "12" or "12.5" hours, in the digits and with the comma of its language. */
export const hoursOf = (minutes: number): { n: number; km: string; en: string } => {
  const n = Math.round(minutes / 30) / 2
  return { n, km: khmerDigits(String(n).replace('.', ',')), en: String(n) }
}
/** Puts words into the places of a text of `content/`. */
export const filled = (body: string, words: Readonly<Record<string, string>>): string =>
  body.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => words[name] ?? '')
