import { page } from '#server/html/page'
import { voice as voiceOf, text, type Language, type Voice } from '#server/i18n'
import { dayWords } from '#server/words'
import type { Verified } from './queries.ts'
import { statusView, type StatusView } from './status-pages.ts'

type Words = Record<'name' | 'kind' | 'number' | 'issuedOn' | 'expiresOn' | 'compare', string>
/** All of it in one language; the page has both. */
type Side = {
  language: Language
  status: StatusView
  words: Words
  name: string
  title: string
  number: string
  issuedOn: string
  expiresOn: string | null
}
type VerifyView = {
  sides: readonly Side[]
  unknown: readonly { language: Language; title: string; why: string }[]
}
export const verifyPage = page<VerifyView>('certificates/verify', 'certificates:verify.title')
export const askCodePage = page<object>('certificates/ask-code', 'certificates:verify.title')
const names = ['name', 'kind', 'number', 'issuedOn', 'expiresOn', 'compare'] as const
const sideOf = (voice: Voice, { snapshot, number, issuedOn, expiresOn, status }: Verified): Side => ({
  language: voice.language,
  status: statusView(voice, status),
  words: Object.fromEntries(names.map((name) => [name, text(voice, `certificates:verify.${name}`)])) as Words,
  name: voice.language === 'km' ? snapshot.person.nameKm : snapshot.person.nameLatin,
  title: voice.language === 'km' ? snapshot.title.km.join('') : snapshot.title.en,
  number,
  issuedOn: dayWords(voice, issuedOn),
  expiresOn: expiresOn === null ? null : dayWords(voice, expiresOn),
})
/** Both languages stand on the page, the visitor's own first: nobody has to find a switch. Null: no such certificate. */
export const verifyView = (voice: Voice, found: Verified | null): VerifyView => {
  const voices = [voice, voiceOf(voice.language === 'km' ? 'en' : 'km')]
  const unknown = voices.map((one) => ({
    language: one.language,
    title: text(one, 'certificates:verify.unknown'),
    why: text(one, 'certificates:verify.unknownWhy'),
  }))
  return found ? { sides: voices.map((one) => sideOf(one, found)), unknown: [] } : { sides: [], unknown }
}
