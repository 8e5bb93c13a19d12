import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Db } from '#server/db/open'
import { subjectsByCode } from './subjects.ts'
import { ProgrammeTree, subjectsOf } from './tree.ts'
import { digestOf, importProgramme, newestVersion } from './versions.ts'

const file = new URL('../../content/programme.yaml', import.meta.url)
const treeOf = (): ProgrammeTree => ProgrammeTree.parse(parse(readFileSync(file, 'utf8')))

/** The requirement tree from `content/programme.yaml`. */
export const content = (db: Db, now: number): void => {
  importProgramme(db, treeOf(), now)
}
/** The tree of the file is the newest version, and whatever its requirements name exists. */
export const check = (db: Db): string[] => {
  const { digest, number, tree } = newestVersion(db)
  const known = subjectsByCode(db)
  const unknown = new Set(tree.tiers.flatMap(({ requires }) => subjectsOf(requires)).filter((code) => !known.has(code)))
  const problems = [...unknown].map(
    (code) => `content/programme.yaml names ${code}, which no course, test or event has`,
  )
  if (digest !== digestOf(treeOf()))
    problems.push(`content/programme.yaml is an earlier tree than version ${String(number)}: give it a new edition`)
  return problems
}
