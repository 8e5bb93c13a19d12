const collator = new Intl.Collator('km', { numeric: true })

/**
 * Compares two texts for a list of up to a few hundred rows: Khmer in dictionary order, then Latin without regard to
 * case, numbers by value. Negative, 0 or positive. For rows that SQLite orders keep a `sortKey` column instead.
 */
export function collate(a: string, b: string): number {
  return collator.compare(a, b)
}
