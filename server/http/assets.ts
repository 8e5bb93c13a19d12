import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { constants, brotliCompressSync, gzipSync } from 'node:zlib'

const root = new URL('../../', import.meta.url)
const read = (name: string): Buffer => readFileSync(new URL(name, root))
const digestOf = (parts: readonly (string | Buffer)[]): string =>
  parts
    .reduce((hash, part) => hash.update(part), createHash('sha256'))
    .digest('hex')
    .slice(0, 12)

/** Files below `folders` with this end, as paths of the repository, sorted. */
const find = (end: string, folders: readonly string[]): string[] =>
  folders
    .flatMap((folder) =>
      readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(end))
        .map((name) => `${folder}/${name}`),
    )
    .sort()

/** Joined styles lose their folder: each relative url() becomes the address of its file. */
const styleOf = (name: string, addresses: ReadonlyMap<string, string>): string =>
  read(name)
    .toString()
    .replaceAll(/url\((['"]?)(\.[^)'"]+)\1\)/g, (_, _quote, path: string) => {
      const file = new URL(path, new URL(name, 'file:///')).pathname.slice(1)
      const address = addresses.get(file)
      if (!address) throw new Error(`${name} names ${path}, which is no asset`)
      return `url(${address})`
    })
/** Comments and indentation stay in the source: a weak line need not carry them. */
const minified = (css: string): string =>
  css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/\s*([{};])\s*/g, '$1')
    .replaceAll(/;}/g, '}')
    .trim()

/** One file of symbols, fetched once: every icon in a page is then 60 bytes. */
const symbolOf = (name: string): string => {
  const svg = read(name)
    .toString()
    .replaceAll(/<!--[^]*?-->/g, '')
  const id = name.slice(name.lastIndexOf('/') + 1, -'.svg'.length)
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
  const box = /viewBox="([^"]+)"/.exec(svg)?.[1] ?? '0 0 24 24'
  return `<symbol id="${id}" viewBox="${box}">${inner.replaceAll(/\s+/g, ' ').replaceAll('> <', '><').trim()}</symbol>`
}
const speculation = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: '/sign-out' } },
          { not: { href_matches: '/journal*' } },
          { not: { href_matches: '/*.csv*' } },
          { not: { href_matches: '/*.xlsx*' } },
          { not: { selector_matches: '[download],[data-no-prefetch]' } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
}

export type Assets = {
  /** The folder that is served under /assets/. */
  folder: string
  /** The speculation rules: which pages a browser may fetch ahead. */
  rules: { address: string; text: string }
  /** Address of a file: 'style.css', 'favicon.svg', 'font' (the preloaded face) or a script by its path; throws for others. */
  url: (file: string) => string
  /** Address of an icon's symbol; throws for a name that no file has. */
  icon: (name: string) => string
}
type File = { address: string; bytes: Buffer }
const fontsIn = (): Map<string, File> =>
  new Map(
    find('.woff2', ['server/ui/fonts']).map((name) => {
      const bytes = read(name)
      return [name, { address: `/assets/${digestOf([bytes])}/${name.slice(name.lastIndexOf('/') + 1)}`, bytes }]
    }),
  )

/** Compressed once, beside the file, as the static server wants them; fonts are compressed already. */
const writeFile = (folder: string, { address, bytes }: File): void => {
  const at = join(folder, address.slice('/assets/'.length))
  mkdirSync(dirname(at), { recursive: true })
  writeFileSync(at, bytes)
  if (address.endsWith('.woff2')) return
  writeFileSync(`${at}.gz`, gzipSync(bytes, { level: 9 }))
  writeFileSync(`${at}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
}
/** Written to a folder named by the digest; a half-written one never gets that name. */
const writeAll = (cache: string, digest: string, files: readonly File[]): string => {
  const folder = join(cache, digest)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const half = join(cache, `${digest}.${String(process.pid)}`)
  for (const file of files) writeFile(half, file)
  try {
    renameSync(half, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(half, { recursive: true })
  }
  return folder
}
/**
 * Everything a browser fetches, under addresses that carry the digest of the content, so they may be kept for ever.
 * URLs of scripts repeat the paths of the repository: relative imports mean the same to tsc and to the browser.
 */
export const makeAssets = (cache: string): Assets => {
  const fonts = fontsIn()
  const addresses = new Map([...fonts].map(([name, { address }]) => [name, address]))
  // The platform's first: 00-layers.css gives the order of the layers, and whoever names a layer earlier decides it.
  const css = minified(
    [...find('.css', ['server/ui/css']), ...find('.css', ['modules'])]
      .map((name) => styleOf(name, addresses))
      .join('\n'),
  )
  const icons = find('.svg', ['server/ui/icons']).filter((name) => !name.endsWith('/favicon.svg'))
  const sprite = `<svg xmlns="http://www.w3.org/2000/svg">${icons.map(symbolOf).join('')}</svg>`
  const scripts = find('.js', ['server/ui/js', 'modules']).map((name) => ({ name, bytes: read(name) }))
  const favicon = read('server/ui/icons/favicon.svg')
  const rules = JSON.stringify(speculation)
  const digest = digestOf([
    css,
    sprite,
    rules,
    favicon,
    ...scripts.flatMap(({ name, bytes }) => [name, bytes]),
    ...addresses.values(),
  ])
  const at = (name: string): string => `/assets/${digest}/${name}`
  const files: File[] = [
    ...fonts.values(),
    { address: at('style.css'), bytes: Buffer.from(css) },
    { address: at('icons.svg'), bytes: Buffer.from(sprite) },
    { address: at('favicon.svg'), bytes: favicon },
    ...scripts.map(({ name, bytes }) => ({ address: at(name), bytes })),
  ]
  const known = new Set(icons.map((name) => name.slice(name.lastIndexOf('/') + 1, -'.svg'.length)))
  const icon = (name: string): string => {
    if (!known.has(name)) throw new Error(`no icon ${name} in server/ui/icons`)
    return `${at('icons.svg')}#${name}`
  }
  const named = new Map(files.map(({ address }) => [address.split('/').slice(3).join('/'), address]))
  named.set('font', [...fonts].find(([name]) => /kantumruy.*khmer/.test(name))?.[1].address ?? '')
  const url = (file: string): string => {
    const address = named.get(file)
    if (!address) throw new Error(`no asset ${file}`)
    return address
  }
  return { folder: writeAll(cache, digest, files), rules: { address: at('speculation.json'), text: rules }, url, icon }
}
