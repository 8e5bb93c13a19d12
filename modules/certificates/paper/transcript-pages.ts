import type { TranscriptPaper } from './transcript.ts'

type Tier = TranscriptPaper['tiers'][number]
export type Row = Tier['rows'][number]
/** A tier's band with those of its rows that stand on this page; a row of `null` says that the tier has none. */
export type Block = { readonly tier: Tier; readonly rows: readonly (Row | null)[] }
export type Page = { readonly top: number; readonly blocks: readonly Block[]; readonly isLast: boolean }

/** Heights and places in mm. */
export const HEAD = 8
export const BAND = 5.6
export const ROW = 7.3
export const TOTAL = 6.4
const FIRST_TOP = 75.2
const NEXT_TOP = 20
/** Where the table of a page ends at the latest, and that of the page which is signed (40 mm for signature and seal). */
const LOWEST = 282
const LOWEST_SIGNED = 216.2
/** How many rows go along to a page that would else carry the signature alone. */
const COMPANY = 3

type Item = { readonly tier: Tier; readonly row: Row | null }
const itemsOf = (tiers: readonly Tier[]): Item[] =>
  tiers.flatMap((tier): Item[] =>
    tier.rows.length === 0 ? [{ tier, row: null }] : tier.rows.map((row) => ({ tier, row })),
  )
const blocksOf = (items: readonly Item[]): Block[] => {
  const tiers = [...new Set(items.map(({ tier }) => tier))]
  return tiers.map((tier) => ({ tier, rows: items.filter((item) => item.tier === tier).map(({ row }) => row) }))
}
const heightOf = (items: readonly Item[]): number =>
  HEAD + new Set(items.map(({ tier }) => tier)).size * BAND + items.length * ROW
/** How many of the items stand above `lowest`. */
const fitting = (items: readonly Item[], top: number, lowest: number): number => {
  let count = 0
  while (count < items.length && top + heightOf(items.slice(0, count + 1)) <= lowest) count++
  return count
}

/** Where the table ends on its page. */
export const tableEnd = ({ top, blocks }: Page): number =>
  top + HEAD + blocks.reduce((sum, { rows }) => sum + BAND + rows.length * ROW, 0)

/** Shares the rows out over pages; the last one leaves room to sign and is never without rows. */
export const pagesOf = (tiers: readonly Tier[]): Page[] => {
  const pages: Page[] = []
  let rest = itemsOf(tiers)
  for (let top = FIRST_TOP; ; top = NEXT_TOP) {
    if (fitting(rest, top, LOWEST_SIGNED) === rest.length)
      return [...pages, { top, blocks: blocksOf(rest), isLast: true }]
    const count = Math.min(fitting(rest, top, LOWEST), Math.max(1, rest.length - COMPANY))
    pages.push({ top, blocks: blocksOf(rest.slice(0, count)), isLast: false })
    rest = rest.slice(count)
  }
}
