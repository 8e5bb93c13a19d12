/** How large a house is: every figure of the benchmark names its size. `facts`: the mean of a person. */
export type Size = { persons: number; facts: number }
export const sizes = {
  S: { persons: 120, facts: 40 },
  M: { persons: 5_000, facts: 40 },
  /** Every public official of the country, for years: made on demand only. */
  L: { persons: 220_000, facts: 90 },
} as const satisfies Record<string, Size>
export type SizeName = keyof typeof sizes
export const isSizeName = (name: string): name is SizeName => name in sizes

/** So many browsers are signed in and used in turn; in a small house several of one officer. */
export const browsers = 500
/** The tokens of the cookies, known to generator and measurement. */
export const tokens = {
  officer: (n: number): string => `bench-officer-${String(n)}`,
  chief: 'bench-chief',
  administrator: 'bench-administrator',
} as const
