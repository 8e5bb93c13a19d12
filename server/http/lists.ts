import { z } from 'zod'
import type { Voice } from '#server/i18n'

/** Rows on one page of a list. */
export const pageSize = 50

/** A place in a sorted list: the sort key and the id of the row before it. */
export type Cursor = { key: string; id: number }
export const encodeCursor = ({ key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([key, id])).toString('base64url')
const Pair = z.tuple([z.string(), z.number().int()])
/** The sort key of the longest line, in base64: a cursor that is cut short would lead back to the first page for ever. */
const longest = 6_000
/** A cursor that somebody bent is a bad filter, not an error. */
export const cursor = z
  .string()
  .max(longest)
  .transform((text, context): Cursor => {
    try {
      const [key, id] = Pair.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
      return { key, id }
    } catch {
      context.addIssue({ code: 'custom', message: 'no place in this list' })
      return z.NEVER
    }
  })
export type Slice<Row> = { rows: readonly Row[]; total: number; before: string | null; after: string | null }
type Walk = { after: Cursor | undefined; before: Cursor | undefined }
/**
 * Cuts a page out of one row more than it shows. `rows` come in the direction of the walk; backwards they are turned.
 */
export const slice = <Row>(
  rows: readonly Row[],
  total: number,
  { after, before }: Walk,
  at: (row: Row) => Cursor,
): Slice<Row> => {
  const hasMore = rows.length > pageSize
  const shown = rows.slice(0, pageSize)
  const page = before ? shown.toReversed() : shown
  const [first, last] = [page[0], page.at(-1)]
  const isThereEarlier = before ? hasMore : after !== undefined
  const isThereLater = before ? true : hasMore
  return {
    rows: page,
    total,
    before: first && isThereEarlier ? encodeCursor(at(first)) : null,
    after: last && isThereLater ? encodeCursor(at(last)) : null,
  }
}
/** The address of this list with other values; null takes a filter away. */
export const withQuery = (
  path: string,
  filter: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, string | null>> = {},
): string => {
  const all = { ...filter, ...change }
  const pairs = Object.entries(all).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)] as [string, string]] : [],
  )
  const search = new URLSearchParams(pairs.filter(([, value]) => value !== '')).toString()
  return search ? `${path}?${search}` : path
}
export type Pager = { previous: string | null; next: string | null; total: string }
export const pagerOf = (
  voice: Voice,
  path: string,
  filter: Readonly<Record<string, unknown>>,
  { before, after, total }: Slice<unknown>,
): Pager => ({
  previous: before === null ? null : withQuery(path, filter, { before, after: null }),
  next: after === null ? null : withQuery(path, filter, { after, before: null }),
  total: voice.number(total),
})
