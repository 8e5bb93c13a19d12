import { text, type Voice } from '#server/i18n'
import type { SubjectsByCode } from './subjects.ts'
import type { Node, NodeKind, NodeOf } from './tree.ts'

/** One requirement in words: what it is about and what is asked. */
export type Line = { title: string; words: string; href: string | null }
type Say<Kind extends NodeKind> = (node: NodeOf<Kind>, voice: Voice, subjects: SubjectsByCode) => Line

const about = (code: string, words: string, voice: Voice, subjects: SubjectsByCode): Line => {
  const found = subjects.get(code)
  if (!found) return { title: code, words, href: null }
  // A subject without a page of its own leads here.
  return {
    title: voice.language === 'km' ? found.titleKm : found.titleEn,
    words,
    href: found.href === '/programme' ? null : found.href,
  }
}
const group = (n: number, of: readonly Node[], voice: Voice, subjects: SubjectsByCode): Line => ({
  title: text(voice, 'programme:requirement.group', { n, total: of.length }),
  words: of
    .map((node) => lineOf(node, voice, subjects))
    .map(({ title, words }) => `${title} (${words})`)
    .join(' · '),
  href: null,
})
const cases: { readonly [Kind in NodeKind]: Say<Kind> } = {
  course: ({ subject }, voice, subjects) =>
    about(subject, text(voice, 'programme:requirement.course'), voice, subjects),
  score: ({ subject, min }, voice, subjects) =>
    about(subject, text(voice, 'programme:requirement.score', { min }), voice, subjects),
  attendance: ({ subject, percent }, voice, subjects) =>
    about(subject, text(voice, 'programme:requirement.attendance', { percent }), voice, subjects),
  observation: ({ subject }, voice, subjects) =>
    about(subject, text(voice, 'programme:requirement.observation'), voice, subjects),
  count: ({ n, months, percent }, voice) => ({
    title: text(voice, 'programme:requirement.count', { n, months }),
    words: text(voice, 'programme:requirement.countEach', { percent }),
    href: null,
  }),
  allOf: ({ of }, voice, subjects) => group(of.length, of, voice, subjects),
  anyOf: ({ of }, voice, subjects) => group(1, of, voice, subjects),
  nOf: ({ n, of }, voice, subjects) => group(n, of, voice, subjects),
}
const lineOf = (node: Node, voice: Voice, subjects: SubjectsByCode): Line =>
  (cases[node.kind] as Say<NodeKind>)(node, voice, subjects)

/** What a tier asks, line by line; a plain "all of" needs no words of its own. */
export const linesOf = (node: Node, voice: Voice, subjects: SubjectsByCode): Line[] =>
  node.kind === 'allOf' ? node.of.flatMap((one) => linesOf(one, voice, subjects)) : [lineOf(node, voice, subjects)]
