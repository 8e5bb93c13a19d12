/** Chance that can be repeated: the same seed gives the same draws on every machine. */
export type Chance = {
  /** A number from 0 up to, not including, 1. */
  next: () => number
  /** A whole number from 0 up to, not including, n. */
  below: (n: number) => number
  /** The same things in another order. */
  shuffled: <T>(things: readonly T[]) => T[]
  /** One of them; throws for none. */
  one: <T>(things: readonly T[]) => T
}
/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state are enough for drawing questions. Not for secrets. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  const shuffled = <T>(things: readonly T[]): T[] => {
    const out = [...things]
    for (let at = out.length - 1; at > 0; at--) {
      const other = below(at + 1)
      const [a, b] = [out[at] as T, out[other] as T]
      out[at] = b
      out[other] = a
    }
    return out
  }
  const one = <T>(things: readonly T[]): T => {
    if (things.length === 0) throw new Error('nothing to choose from')
    return things[below(things.length)] as T
  }
  return { next, below, shuffled, one }
}
