import { expect, test } from 'vitest'
import { files, read } from './support.ts'

/** The longest file; aimed at are a median of 60 and nine in ten under 150. */
const longest = 300
const kinds = { code: ['.ts', '.js'], templates: ['.hbs'], styles: ['.css'] }

test.each(Object.entries(kinds))('%s: no file is an everything file', (kind, ends) => {
  const sized = files(['server', 'modules', 'test'], ...ends)
    .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
    .toSorted((a, b) => a.lines - b.lines)
  const at = (share: number): number => sized[Math.floor((sized.length - 1) * share)]?.lines ?? 0
  console.info(
    `${kind}: ${String(sized.length)} files, median ${String(at(0.5))}, p90 ${String(at(0.9))}, longest ${String(at(1))} lines`,
  )
  expect(sized.filter(({ lines }) => lines > longest)).toEqual([])
})
