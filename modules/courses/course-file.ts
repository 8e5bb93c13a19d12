import { z } from 'zod'
import { storeName } from '#server/khmer'
import type { Report } from './problems.ts'
import { readYaml, type LineOf } from './yaml-file.ts'

/** Percent that passes a module quiz where nothing else is said (PRODUCT, rule 3). */
export const usualPassMark = 70
const line = z.string().min(1).transform(storeName)
const words = z.strictObject({ km: line, en: line })
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is made of a–z, 0–9 and single hyphens')
const minutes = z.int().min(1).max(600)

const head = {
  code: z.string().regex(/^F[1-9]\d?$/, 'the code is F and a number'),
  title: words,
  summary: words,
  outcomes: z.array(words).default([]),
}
const Coming = z.strictObject({ ...head, coming: z.literal(true), minutes: minutes.default(60) })
const Lesson = z.strictObject({ slug, minutes, title: words })
const Quiz = z.strictObject({
  passMark: z.int().min(1).max(100).default(usualPassMark),
  minutes: minutes.nullable().default(null),
  draw: z.array(z.strictObject({ tag: slug, count: z.int().min(1) })).min(1),
})
const Open = z.strictObject({
  ...head,
  coming: z.literal(false).optional(),
  lessons: z.array(Lesson).min(1),
  quiz: Quiz,
})
export type ComingCourse = z.output<typeof Coming>
export type OpenCourse = z.output<typeof Open>

const isComing = (source: string): boolean => /^coming:\s*true\s*$/m.test(source)
const checkSlugs = ({ lessons, quiz }: OpenCourse, lineOf: LineOf, report: Report): void => {
  const slugs = lessons.map((one) => one.slug)
  for (const [at, one] of slugs.entries())
    if (slugs.indexOf(one) < at)
      report(lineOf('lessons', at, 'slug'), `two lessons have the slug ${one}: give one of them another`)
  for (const [at, { tag }] of quiz.draw.entries())
    if (!slugs.includes(tag))
      report(lineOf('quiz', 'draw', at), `no lesson has the slug ${tag}: a tag is the slug of a lesson`)
}
export type ReadCourse = { course: ComingCourse | OpenCourse; lineOf: LineOf }
/** Reads `course.yaml`; null when it does not fit, and all reasons are reported. */
export const readCourseFile = (source: string, report: Report): ReadCourse | null => {
  if (isComing(source)) {
    const read = readYaml(source, Coming, report)
    return read && { course: read.value, lineOf: read.lineOf }
  }
  const read = readYaml(source, Open, report)
  if (!read) return null
  checkSlugs(read.value, read.lineOf, report)
  return { course: read.value, lineOf: read.lineOf }
}
