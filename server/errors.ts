import type { Params, TextKey } from '#server/i18n'

/** There is no such thing, or the person may not know of it: both answer 404, so nobody can tell them apart. */
export class NotFound extends Error {}
/** The person sees the thing but may not do this: 403. */
export class Forbidden extends Error {}
/** Too many tries: 429, with the seconds to wait. */
export class TooMany extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('too many tries')
    this.seconds = seconds
  }
}
/** A rule says no: 409 with the reason, a typed text in the person's language. */
export class Refused extends Error {
  readonly key: TextKey
  readonly params: Params
  constructor(key: TextKey, params: Params = {}) {
    super(key)
    this.key = key
    this.params = params
  }
}
/** Narrows what the schema promises but the type cannot say; a throw here is a bug. */
export const present = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`${what} is missing`)
  return value
}
