import { memo } from '../memo.ts'

/**
 * The part of a TrueType font that a paper uses. Glyphs and hinting are copied as they lie in the file: fontkit's own
 * subset writes every byte of the hinting anew, a quarter of the time of a whole certificate.
 */
type Tables = ReadonlyMap<string, Buffer>
const tablesOf = (bytes: Buffer): Tables =>
  new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => {
      const at = 12 + 16 * i
      const from = bytes.readUInt32BE(at + 8)
      return [bytes.toString('latin1', at, at + 4), bytes.subarray(from, from + bytes.readUInt32BE(at + 12))]
    }),
  )
const table = (tables: Tables, tag: string): Buffer => {
  const found = tables.get(tag)
  if (found === undefined) throw new Error(`the font has no table ${tag}`)
  return found
}
/** Read once for each font. */
const parsed = memo(tablesOf)

const outlineOf = (tables: Tables, gid: number): Buffer => {
  const [loca, glyf] = [table(tables, 'loca'), table(tables, 'glyf')]
  const isLong = table(tables, 'head').readInt16BE(50) === 1
  const at = (i: number): number => (isLong ? loca.readUInt32BE(4 * i) : 2 * loca.readUInt16BE(2 * i))
  return glyf.subarray(at(gid), at(gid + 1))
}

/** Flags of a component: two-byte arguments, more follow, and how its scale is written. */
const WORDS = 0x1
const MORE = 0x20
const scaleBytes = (flags: number): number => (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
/** An outline whose components, if it has any, are named by their place in the subset. */
const renamed = (outline: Buffer, place: (gid: number) => number): Buffer => {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline
  const copy = Buffer.from(outline)
  for (let at = 10; ;) {
    const flags = copy.readUInt16BE(at)
    copy.writeUInt16BE(place(copy.readUInt16BE(at + 2)), at + 2)
    at += 4 + (flags & WORDS ? 4 : 2) + scaleBytes(flags)
    if (!(flags & MORE)) return copy
  }
}
/** Advance and bearing of a glyph, four bytes. */
const metricOf = (tables: Tables, gid: number): Buffer => {
  const [hmtx, count] = [table(tables, 'hmtx'), table(tables, 'hhea').readUInt16BE(34)]
  if (gid < count) return hmtx.subarray(4 * gid, 4 * gid + 4)
  const bearing = 4 * count + 2 * (gid - count)
  return Buffer.concat([hmtx.subarray(4 * count - 4, 4 * count - 2), hmtx.subarray(bearing, bearing + 2)])
}
const changed = (bytes: Buffer, at: number, value: number): Buffer => {
  const copy = Buffer.from(bytes)
  copy.writeUInt16BE(value, at)
  return copy
}
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])

const checksum = (bytes: Buffer): number => {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
/** Tables as a font file: directory, then each of them at a multiple of four. */
const fileOf = (tables: readonly (readonly [string, Buffer])[]): Buffer => {
  const power = 2 ** Math.floor(Math.log2(tables.length))
  const directory = Buffer.alloc(12 + 16 * tables.length)
  directory.writeUInt32BE(0x10000, 0)
  directory.writeUInt16BE(tables.length, 4)
  directory.writeUInt16BE(16 * power, 6)
  directory.writeUInt16BE(Math.log2(power), 8)
  directory.writeUInt16BE(16 * (tables.length - power), 10)
  let offset = directory.length
  const bodies = tables.map(([tag, bytes], i) => {
    const [at, body] = [12 + 16 * i, padded(bytes)]
    directory.write(tag, at, 'latin1')
    for (const [k, value] of [checksum(body), offset, bytes.length].entries())
      directory.writeUInt32BE(value, at + 4 + 4 * k)
    offset += body.length
    return body
  })
  return Buffer.concat([directory, ...bodies])
}

/** A subset that grows while a paper is drawn; glyph 0 is always its first. The shape PDFKit expects of one. */
export type Subset = { readonly includeGlyph: (gid: number) => number; readonly encode: () => Buffer }
export const subsetOf = (font: Buffer): Subset => {
  const tables = parsed(font)
  const places = new Map([[0, 0]])
  const includeGlyph = (gid: number): number => {
    const place = places.get(gid) ?? places.size
    places.set(gid, place)
    return place
  }
  const encode = (): Buffer => {
    const outlines: Buffer[] = []
    // A component that is met is put at the end of the map and so comes up itself.
    for (const gid of places.keys()) outlines.push(renamed(outlineOf(tables, gid), includeGlyph))
    const gids = [...places.keys()]
    const loca = Buffer.alloc(4 * (gids.length + 1))
    outlines.reduce((from, { length }, i) => {
      loca.writeUInt32BE(from + length, 4 * i + 4)
      return from + length
    }, 0)
    const made: [string, Buffer][] = [
      ...['cvt ', 'fpgm', 'prep'].flatMap((tag): [string, Buffer][] => {
        const kept = tables.get(tag)
        return kept === undefined ? [] : [[tag, kept]]
      }),
      ['glyf', Buffer.concat(outlines)],
      ['head', changed(table(tables, 'head'), 50, 1)],
      ['hhea', changed(table(tables, 'hhea'), 34, gids.length)],
      ['hmtx', Buffer.concat(gids.map((gid) => metricOf(tables, gid)))],
      ['loca', loca],
      ['maxp', changed(table(tables, 'maxp'), 4, gids.length)],
    ]
    return fileOf(made.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return { includeGlyph, encode }
}
