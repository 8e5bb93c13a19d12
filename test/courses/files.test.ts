import { expect, test } from 'vitest'
import { check } from '../../modules/courses/content.ts'
import { readCourse } from '../../modules/courses/read-course.ts'
import { readSources } from '../../modules/courses/source.ts'
import { world } from '../support/world.ts'
import { aCourse, courseYaml, lessonMd, questionsYaml, sourcesOf, type Files } from './support.ts'

/** What `content:check` prints, without the folder. */
const problemsOf = (files: Files): string[] =>
  check(world().db, sourcesOf(files)).map((line) => line.slice(line.indexOf('/f9/') + '/f9/'.length))
test('everything in content/ is sound', () => {
  const sources = readSources()
  expect(sources).toHaveLength(8)
  expect(sources.flatMap((one) => [...readCourse(one).problems])).toEqual([])
})
test('a sound course has no problems', () => {
  expect(problemsOf(aCourse())).toEqual([])
})
const twice = courseYaml(['one', 'two']).replace('slug: two', 'slug: one')
const wrong: [name: string, files: Files, line: RegExp][] = [
  ['an empty course.yaml', { 'course.yaml': '' }, /^course.yaml:1: /],
  ['broken YAML', { 'course.yaml': 'code: F9\ntitle: { km: a\n' }, /^course.yaml:[23]: .*no YAML/],
  [
    'a misspelt word',
    { 'course.yaml': courseYaml(['one', 'two']).replace('passMark', 'passmark') },
    /^course.yaml:10: quiz: unknown word passmark/,
  ],
  [
    'a missing title',
    {
      'course.yaml': courseYaml(['one', 'two']).replace(
        'slug: two, minutes: 10, title: { km: two, en: two }',
        'slug: two, minutes: 10',
      ),
    },
    /^course.yaml:8: lessons.1.title: /,
  ],
  ['a slug twice', { 'course.yaml': twice }, /^course.yaml:8: two lessons have the slug one: /],
  [
    'a code that is not the folder’s',
    { 'course.yaml': courseYaml(['one', 'two']).replace('F9', 'F7') },
    /^course.yaml:1: .*folder/,
  ],
  ['a missing lesson', { '03-three.km.md': lessonMd(), '02-two.km.md': '' }, /^03-three.km.md:1: no lesson/],
  [
    'a draw larger than its bank',
    { 'course.yaml': courseYaml(['one', 'two'], 15) },
    /^course.yaml:13: draws 15 questions of one, and the bank has 14: /,
  ],
  [
    'a draw of no lesson',
    { 'course.yaml': courseYaml(['one', 'two']).replace('tag: one', 'tag: three') },
    /^course.yaml:13: no lesson has the slug three/,
  ],
  ['too small a bank', { 'questions.yaml': questionsYaml('one', 13) }, /^questions.yaml:1: the bank has 13 questions/],
  [
    'a question of no lesson',
    { 'questions.yaml': questionsYaml('one') + questionsYaml('three', 1).replace('q0', 'x') },
    /^questions.yaml:115: question x: no lesson/,
  ],
  [
    'two right options of a single question',
    { 'questions.yaml': questionsYaml('one').replace('en: b }', 'en: b, right: true }') },
    /^questions.yaml:1: .*2 right options/,
  ],
  ['a mistake in English', { '01-one.en.md': lessonMd('# No') }, /^01-one.en.md:5: no # heading/],
]
test.each(wrong)('%s is named with file and line', (_name, files, line) => {
  const found = problemsOf(aCourse(['one', 'two'], files))
  expect(
    found.some((one) => line.test(one)),
    found.join('\n'),
  ).toBe(true)
})
test.each(['02-two.km.md', 'questions.yaml', 'course.yaml'])('a missing %s is named', (name) => {
  const { [name]: _gone, ...files } = aCourse()
  const found = problemsOf(files)
  expect(
    found.some((line) => /^course.yaml:\d+: .*missing/.test(line) && (name === 'course.yaml' || line.includes(name))),
    found.join('\n'),
  ).toBe(true)
})
test('all problems of all files are collected, not the first alone', () => {
  const found = problemsOf(
    aCourse(['one', 'two'], { '01-one.km.md': lessonMd('# A\n\n*b*'), '02-two.km.md': lessonMd('::: nope\n:::') }),
  )
  expect(found).toHaveLength(3)
})
test('the start refuses a changed course with a mistake and names it; what was there stays', () => {
  const { db } = world()
  const [line = ''] = check(db, sourcesOf(aCourse(['one', 'two'], { '01-one.km.md': lessonMd('# A') })))
  expect(line).toMatch(/f9\/01-one.km.md:5: no # heading/)
  expect(check(db)).toEqual([])
})
