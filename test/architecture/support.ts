import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { modules } from '../../modules/index.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))
export const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8')
/** Paths of the repository below some folders with one of these ends, sorted. */
export const files = (folders: readonly string[], ...ends: string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .filter((path) => ends.some((end) => path.endsWith(end)) && statSync(`${root}${path}`).isFile())
    .sort()
/** The order of the list is the order of dependency. */
export const order = modules.map(({ name }) => name)
/** `people` of `modules/people/schema.ts`; undefined for files of no module. */
export const moduleOf = (path: string): string | undefined => /^modules\/([^/]+)\//.exec(path)?.[1]
/** Each match of a pattern in a file, as its groups. */
export const matches = (path: string, pattern: RegExp): RegExpExecArray[] => [...read(path).matchAll(pattern)]
/** Source without comments, so that an example in one is no use. */
export const code = (path: string): string =>
  read(path)
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1')

type Found = { found: boolean; path?: string }
const resolver = createRequire(import.meta.url)('./resolver.cjs') as {
  resolve: (source: string, file: string) => Found
}
const sources = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"]+)['"]/g
export type Import = {
  file: string
  source: string
  /** Path of the repository, or null for a package. */
  target: string | null
}
/** What a file imports, types too. */
export const importsOf = (file: string): Import[] =>
  [...code(file).matchAll(sources)].map(([, source = '']) => {
    const { path } = resolver.resolve(source, `${root}${file}`)
    return { file, source, target: path === undefined ? null : path.slice(root.length) }
  })

/** The tables that a file exports. */
const tablesIn = async (path: string): Promise<SQLiteTable[]> =>
  Object.values((await import(`${root}${path}`)) as object).filter((one): one is SQLiteTable => is(one, SQLiteTable))
/** Every table with its owner: `server` or a module. */
export const tables = await Promise.all(
  ['server/schema.ts', ...files(['modules'], '/schema.ts', '-schema.ts')].map(async (path) =>
    (await tablesIn(path)).map((table) => ({ table, owner: moduleOf(path) ?? 'server' })),
  ),
).then((lists) => lists.flat())
