import i18next from 'i18next'
import { khmerDigits } from '#server/khmer'
import type texts from '../locales/km/server.json'

export const languages = ['km', 'en'] as const
export type Language = (typeof languages)[number]
export const numeralChoices = ['auto', 'khmer', 'latin'] as const
/** Digits of a Khmer page: `auto` is the rule of the style (Khmer beside words, Latin in columns). */
export type Numerals = (typeof numeralChoices)[number]

/** One entry a module, by interface merging: `interface Texts { people: typeof texts }`. */
export interface Texts {
  server: typeof texts
}
type Plain<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key
type Leaf<Tree, At extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${At}${Plain<Key>}` : Leaf<Tree[Key], `${At}${Key}.`>
}[keyof Tree & string]
/** Every key of every Khmer file, as `module:path.to.key`: a misspelt one does not compile. */
export type TextKey = { [Name in keyof Texts]: `${Name}:${Leaf<Texts[Name]>}` }[keyof Texts]
export type Params = Readonly<Record<string, string | number>>
export type Tree = { readonly [key: string]: string | Tree }

/** How a page speaks: its language and its digits. Four exist, so they can key a cache. */
export type Voice = {
  readonly language: Language
  readonly numerals: Numerals
  /** A number in a phrase. */
  readonly number: (n: number | string) => string
  /** A number that stands alone in a column. */
  readonly figure: (n: number | string) => string
}
const voiceOf = (language: Language, numerals: Numerals): Voice => ({
  language,
  numerals,
  number: language === 'km' && numerals !== 'latin' ? (n) => khmerDigits(String(n)) : String,
  figure: language === 'km' && numerals === 'khmer' ? (n) => khmerDigits(String(n)) : String,
})
const english = voiceOf('en', 'auto')
const khmer = {
  auto: voiceOf('km', 'auto'),
  khmer: voiceOf('km', 'khmer'),
  latin: voiceOf('km', 'latin'),
} as const satisfies Record<Numerals, Voice>
export const voice = (language: Language, numerals: Numerals = 'auto'): Voice =>
  language === 'en' ? english : khmer[numerals]

const store = i18next.createInstance()
void store.init({
  lng: 'km',
  fallbackLng: false,
  initAsync: false,
  resources: {},
  interpolation: { escapeValue: false },
})
/** Adds the texts of one module in one language; called once a module before the first page. */
export const learn = (language: Language, name: string, tree: Tree): void => {
  store.addResourceBundle(language, name, tree, true, true)
  compiled[language].clear()
}
/** The text as written, or undefined: for templates, which bake it in. */
export const raw = (language: Language, key: string): string | undefined => {
  const colon = key.indexOf(':')
  const found: unknown = store.getResource(language, key.slice(0, colon), key.slice(colon + 1))
  return typeof found === 'string' ? found : undefined
}

type Phrase = readonly string[]
const compiled: Record<Language, Map<string, Phrase>> = { km: new Map(), en: new Map() }
/** Odd places are the names of placeholders. */
const phrase = (language: Language, key: string): Phrase => {
  const known = compiled[language].get(key)
  if (known) return known
  const words = raw(language, key)
  if (words === undefined) throw new Error(`no text ${key} in ${language}`)
  const made = words.split(/\{\{(\w+)\}\}/)
  compiled[language].set(key, made)
  return made
}
const pluralKey = (language: Language, key: string, count: number): string =>
  `${key}_${language === 'en' && count === 1 ? 'one' : 'other'}`
const filled = (parts: Phrase, params: Params, { number }: Voice): string => {
  let out = parts[0] ?? ''
  for (let at = 1; at < parts.length; at += 2) {
    const value = params[parts[at] ?? '']
    if (value === undefined) throw new Error(`a text wants ${parts[at] ?? ''}: ${parts.join('|')}`)
    out += (typeof value === 'number' ? number(value) : value) + (parts[at + 1] ?? '')
  }
  return out
}
/**
 * A text in a voice. Numbers among the params get the voice's digits; strings go in as they are.
 * A `count` chooses `_one` or `_other` where the key has them. Throws for a missing text or param.
 */
export const text = (voice: Voice, key: TextKey, params: Params = {}): string => {
  const { language } = voice
  const { count } = params
  const name =
    typeof count === 'number' && raw(language, `${key}_other`) !== undefined ? pluralKey(language, key, count) : key
  return filled(phrase(language, name), params, voice)
}
/** The same in both languages, chosen by the voice: for rows that carry a Khmer and an English text. */
export const either = ({ language }: Voice, row: { readonly km: string; readonly en: string }): string => row[language]
