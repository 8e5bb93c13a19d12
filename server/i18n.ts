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

/** A text in pieces: odd places are the names of placeholders. */
type Phrase = readonly string[]
/** `one` and `other` are there where the text follows a count. */
type Forms = { plain: Phrase | undefined; one: Phrase | undefined; other: Phrase | undefined }
const compiled: Record<Language, Map<string, Forms>> = { km: new Map(), en: new Map() }
const phrase = (language: Language, key: string): Phrase | undefined => raw(language, key)?.split(/\{\{(\w+)\}\}/)
const forms = (language: Language, key: string): Forms => {
  const known = compiled[language].get(key)
  if (known) return known
  const made = {
    plain: phrase(language, key),
    one: phrase(language, `${key}_one`),
    other: phrase(language, `${key}_other`),
  }
  compiled[language].set(key, made)
  return made
}
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
  const { plain, one, other } = forms(language, key)
  const counted = typeof params.count === 'number' ? (language === 'en' && params.count === 1 ? one : other) : undefined
  const words = counted ?? plain
  if (!words) throw new Error(`no text ${key} in ${language}`)
  return filled(words, params, voice)
}
/** The same in both languages, chosen by the voice: for rows that carry a Khmer and an English text. */
export const either = ({ language }: Voice, row: { readonly km: string; readonly en: string }): string => row[language]
