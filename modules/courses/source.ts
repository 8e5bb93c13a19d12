import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { languages, text, voice } from '#server/i18n'
import { blockLabels } from './labels.ts'

export const contentFolder = fileURLToPath(new URL('../../content/courses', import.meta.url))
/** The files of one course as they lie in its folder; media are served by name and not read here. */
export type Source = { folder: string; files: ReadonlyMap<string, string>; digest: string }

/** A change of what draws a lesson is a change of its HTML, so it counts like a change of its files. */
const drawnBy = ['blocks.ts', 'check-block.ts', 'lesson-html.ts', 'markdown.ts', '../../server/html/together.ts']
let drawing: string | undefined
const drawingDigest = (): string =>
  (drawing ??= [
    ...drawnBy.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')),
    ...languages.flatMap((language) => blockLabels.map((key) => text(voice(language), key))),
  ]
    .reduce((hash, part) => hash.update(part), createHash('sha256'))
    .digest('hex'))

const isRead = (name: string): boolean => /\.(yaml|md)$/.test(name)
const sourceOf = (folder: string): Source => {
  const names = readdirSync(folder).filter(isRead).sort()
  const files = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const hash = createHash('sha256').update(drawingDigest())
  for (const [name, words] of files) hash.update(`\n${name}\n`).update(words)
  return { folder, files, digest: hash.digest('hex') }
}
/** Every course below a folder, in the order of the folders' names; about 5 ms for eighteen lessons. */
export const readSources = (root = contentFolder): Source[] =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(root, name))
    .sort()
    .map(sourceOf)
