import type { Db } from '#server/db/open'
import type { Command } from '#server/module'
import { importCourse } from './import-course.ts'
import { problemLine, type Problem } from './problems.ts'
import { readCourse } from './read-course.ts'
import { courses } from './schema.ts'
import { readSources, type Source } from './source.ts'

/** Courses whose files differ from what was last brought in: none at almost every start. */
const changed = (db: Db, sources: readonly Source[]): Source[] => {
  const known = new Set(
    db
      .select({ digest: courses.importedDigest })
      .from(courses)
      .all()
      .map(({ digest }) => digest),
  )
  return sources.filter(({ digest }) => !known.has(digest))
}
/** Brings every changed course in; one with a mistake keeps what it has, and `check` says what is wrong. */
export const importCourses = (db: Db, sources: readonly Source[], now: number): void => {
  for (const source of changed(db, sources)) {
    const { content } = readCourse(source)
    if (content) importCourse(db, content, source.digest, now)
  }
}
export const content = (db: Db, now: number): void => {
  importCourses(db, readSources(), now)
}
const problemsOf = (sources: readonly Source[]): Problem[] =>
  sources.flatMap((source) => [...readCourse(source).problems])
/** What keeps a changed course from coming in. */
export const check = (db: Db, sources = readSources()): string[] => problemsOf(changed(db, sources)).map(problemLine)

/** Prints every problem of every course and returns how many there are. */
export const checkAll = (sources: readonly Source[], print: (line: string) => void): number => {
  const problems = problemsOf(sources)
  for (const problem of problems) print(problemLine(problem))
  print(problems.length === 0 ? `${String(sources.length)} courses, all sound` : `${String(problems.length)} problems`)
  return problems.length
}
export const commands: Readonly<Record<string, Command>> = {
  'content:check': {
    about: 'read all courses and name file, line and remedy of what is wrong',
    run: () => {
      if (checkAll(readSources(), console.log) > 0) process.exitCode = 1
    },
  },
}
