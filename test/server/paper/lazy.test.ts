import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const heavy = ['pdfkit', 'harfbuzzjs', 'fontkit', 'qrcode']
const places: readonly [string, string][] = [
  ['#server/khmer', 'server/khmer/index.ts'],
  ['#server/', 'server/'],
]
const fileOf = (name: string, from: string): string | undefined => {
  if (name.startsWith('.')) return join(dirname(from), name)
  const place = places.find(([start]) => name === start || (start.endsWith('/') && name.startsWith(start)))
  if (place === undefined) return undefined
  const path = join(root, place[1] + name.slice(place[0].length))
  return existsSync(path) ? path : `${path}.ts`
}
/** Whatever is loaded together with a file: its imports that are not of types only, and theirs. */
const loadedWith = (file: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  const source = readFileSync(file, 'utf8')
  for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
    const path = fileOf(name, file)
    if (path === undefined) seen.add(name)
    else loadedWith(path, seen)
  }
  return seen
}

test.each([
  'modules/certificates/paper/certificate.ts',
  'modules/certificates/paper/transcript.ts',
  'modules/events/sheet-paper.ts',
])('a server that has %s but prints nothing carries no PDF writer, shaper or font reader', (file) => {
  const loaded = loadedWith(join(root, file))
  expect(heavy.filter((name) => loaded.has(name))).toEqual([])
})
test('the first sheet brings them', () => {
  const loaded = loadedWith(join(root, 'server/paper/sheet.ts'))
  expect(heavy.filter((name) => loaded.has(name))).toEqual(heavy)
})
