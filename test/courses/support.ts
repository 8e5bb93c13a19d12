import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readSources, type Source } from '../../modules/courses/source.ts'

export type Files = Record<string, string>
const words = (en: string): string => `{ km: ${en}, en: ${en} }`
/** `course.yaml` of a course F9 with these lessons. */
export const courseYaml = (slugs: readonly string[], draw = 2): string => `code: F9
title: ${words('Nine')}
summary: ${words('A course for tests')}
outcomes:
  - ${words('Know it')}
lessons:
${slugs.map((slug) => `  - { slug: ${slug}, minutes: 10, title: ${words(slug)} }`).join('\n')}
quiz:
  passMark: 70
  minutes: 30
  draw:
    - { tag: ${slugs[0] ?? ''}, count: ${String(draw)} }
`
export const questionsYaml = (tag: string, count = 14): string =>
  Array.from(
    { length: count },
    (_, n) => `- id: q${String(n)}
  type: single
  tag: ${tag}
  stem: ${words(`Question ${String(n)}`)}
  options:
    - { km: a, en: a, right: true }
    - { km: b, en: b }
  why: ${words('So it is')}
`,
  ).join('')
export const lessonMd = (text = 'Text.'): string => `::: aim\nKnow it.\n:::\n\n${text}\n`
/** All files of a sound course with these lessons; `more` adds to them or takes their place. */
export const aCourse = (slugs: readonly string[] = ['one', 'two'], more: Files = {}): Files => ({
  'course.yaml': courseYaml(slugs),
  'questions.yaml': questionsYaml(slugs[0] ?? ''),
  ...Object.fromEntries(slugs.map((slug, at) => [`0${String(at + 1)}-${slug}.km.md`, lessonMd()])),
  ...more,
})
/** Writes the files to a folder of their own and reads them as the start does. */
export const sourcesOf = (files: Files, folder = 'f9'): Source[] => {
  const root = mkdtempSync(join(tmpdir(), 'courses-'))
  onTestFinished(() => {
    rmSync(root, { recursive: true })
  })
  mkdirSync(join(root, folder))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text)
  return readSources(root)
}
