import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { code, files, matches, root } from './support.ts'

const templates = files(['server', 'modules'], '.hbs')
const sources = files(['server', 'modules'], '.ts')

test('no style, script or listener stands in a template: the policy of the pages forbids them', () => {
  const inline = /\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=/gi
  expect(templates.flatMap((path) => matches(path, inline).map(([words]) => `${path}: ${words}`))).toEqual([])
})
/** What is written unescaped, each with the file that makes it safe. */
const safe: Readonly<Record<string, string>> = {
  'modules/courses/views/lesson.hbs bodyHtml': 'modules/courses/lesson-html.ts',
}
test('no value goes into a page unescaped but those that are made safe', () => {
  const raw = templates.flatMap((path) =>
    matches(path, /\{\{\{\s*([\w.@/]+)/g).map(([, name = '']) => `${path} ${name}`),
  )
  expect(raw.filter((one) => !(one in safe))).toEqual([])
  expect(Object.values(safe).filter((path) => !existsSync(`${root}${path}`))).toEqual([])
})
test('every icon has its file', () => {
  const named = [
    ...templates.flatMap((path) => matches(path, /icon "([\w-]+)"/g).map(([, name]) => ({ path, name }))),
    ...sources.flatMap((path) => [...code(path).matchAll(/\bicon: '([\w-]+)'/g)].map(([, name]) => ({ path, name }))),
  ]
  expect(named.filter(({ name }) => !existsSync(`${root}server/ui/icons/${String(name)}.svg`))).toEqual([])
})
