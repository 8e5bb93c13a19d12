import type { Db } from '#server/db/open'
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
/** What keeps a changed course from coming in: file, line and remedy. */
export const check = (db: Db, sources = readSources()): string[] => problemsOf(changed(db, sources)).map(problemLine)
