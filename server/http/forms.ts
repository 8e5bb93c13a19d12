import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { NotFound, Refused, TooMany } from '#server/errors'
import { raw, type Params, type TextKey } from '#server/i18n'
import { store } from '#server/khmer'

type Flat = Readonly<Record<string, unknown>>
export type Problem = { key: TextKey; params: Params }
/** What a form shows again: what was typed, by flat name, what is wrong with each field, and the rule that refused. */
export type Form = {
  status: 200 | 409 | 422 | 429
  values: Flat
  errors: Readonly<Record<string, Problem>>
  refusal: Problem | null
}
export const empty = (values: Flat = {}): Form => ({ status: 200, values, errors: {}, refusal: null })
/** The mark of a form that makes something once. It stays when the form comes back; a bad one could never be sent again. */
export const onceOf = ({ values: { once }, errors }: Form): string =>
  typeof once === 'string' && errors.once === undefined ? once : randomUUID()
/** What the person is told who tried too often. */
export const waiting = ({ seconds }: TooMany): Problem => ({
  key: 'server:error.tooMany.message',
  params: { count: Math.ceil(seconds / 60) },
})

/** A message for zod's `error`, checked as a text key. */
export const says = (key: TextKey): string => key

const unsafe = /(^|\.)(__proto__|constructor|prototype)(\.|$)/
/** No form of ours is nested deeper; a name of 100,000 dots must not fill the stack. */
const deepest = 6
type Branch = { [step: string]: unknown }
/**
 * `sessions.0.startsAt=x` becomes { sessions: [{ startsAt: 'x' }] }. Names of up to three digits make a list, so a table
 * by row number wants a letter before it (`mark.p12`).
 */
export const nested = (flat: Flat): unknown => {
  const tree: Branch = {}
  for (const [name, value] of Object.entries(flat)) {
    const path = name.split('.')
    if (!unsafe.test(name) && path.length <= deepest) put(tree, path, value)
  }
  return lists(tree)
}
const put = (tree: Branch, path: readonly string[], value: unknown): void => {
  let at = tree
  for (const step of path.slice(0, -1)) {
    const inner = at[step]
    if (typeof inner === 'object' && inner !== null) at = inner as Branch
    else at[step] = at = {}
  }
  at[path.at(-1) ?? ''] = value
}
const lists = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, lists(inner)] as const)
  const isList = entries.length > 0 && entries.every(([key]) => /^\d{1,3}$/.test(key))
  if (!isList) return Object.fromEntries(entries)
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
}

/** Control characters, which nobody types and no spreadsheet reads; tab and line ends stay. */
const controls = /(?![\t\n\r])\p{Cc}/gu
/** Every text is normalised on its way in; a password only to NFC, so that it is what the person typed. */
const normalised = (name: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => normalised(name, one))
  if (typeof value !== 'string') return value
  return /password/i.test(name) ? value.normalize('NFC') : store(value.replaceAll(controls, '')).trim()
}
/** Only what forms are made of, texts and lists of texts; a JSON body has no other way in either. */
const typed = (request: FastifyRequest): Flat =>
  Object.fromEntries(
    Object.entries((request.body ?? {}) as Flat)
      .filter(([, value]) => [value].flat().every((one) => typeof one === 'string'))
      .map(([name, value]) => [name, normalised(name, value)]),
  )

/** A form that is only looked at: what was typed, read by nobody yet. */
export const asTyped = (request: FastifyRequest): Form => empty(typed(request))

const isMissing = (issue: z.core.$ZodIssue): boolean =>
  (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) ||
  (issue.code === 'invalid_type' && issue.input === undefined)
const problem = (issue: z.core.$ZodIssue): Problem => {
  if (issue.message.includes(':') && raw('km', issue.message) !== undefined)
    return { key: issue.message as TextKey, params: {} }
  if (isMissing(issue)) return { key: 'server:form.missing', params: {} }
  if (issue.code === 'too_big')
    return {
      key: issue.origin === 'string' ? 'server:form.tooLong' : 'server:form.tooBig',
      params: { max: Number(issue.maximum) },
    }
  if (issue.code === 'too_small') return { key: 'server:form.tooSmall', params: { min: Number(issue.minimum) } }
  return { key: 'server:form.invalid', params: {} }
}
const problems = ({ issues }: z.ZodError): Form['errors'] =>
  Object.fromEntries(issues.toReversed().map((issue) => [issue.path.map(String).join('.'), problem(issue)]))

type Fold<Schema extends z.ZodType, Answer> = { ok: (input: z.output<Schema>) => Answer; again: (form: Form) => Answer }
/**
 * Invalid: `again` with 422 and what was typed. Refused by a rule: `again` with 409 and the reason; after too many tries
 * with 429 and how long to wait. Else `ok`, which answers 303. Both may be async. Anything else thrown is not the form's
 * business.
 */
export const submit = async <Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
  { ok, again }: Fold<Schema, FastifyReply | Promise<FastifyReply>>,
): Promise<FastifyReply> => {
  const values = typed(request)
  const read = schema.safeParse(nested(values), { reportInput: true })
  if (!read.success) return await again({ status: 422, values, errors: problems(read.error), refusal: null })
  try {
    return await ok(read.data)
  } catch (error) {
    if (error instanceof Refused)
      return await again({ status: 409, values, errors: {}, refusal: { key: error.key, params: error.params } })
    if (!(error instanceof TooMany)) throw error
    request.wait = error.seconds
    return await again({ status: 429, values, errors: {}, refusal: waiting(error) })
  }
}
/** A path that does not fit is a page that does not exist. */
export const params = <Schema extends z.ZodType>(request: FastifyRequest, schema: Schema): z.output<Schema> => {
  const read = schema.safeParse(request.params)
  if (!read.success) throw new NotFound()
  return read.data
}
/** Each bad filter falls back alone to its default, and the page says so. The schema gives every field one. */
export const query = <Shape extends z.ZodRawShape>(
  request: FastifyRequest,
  schema: z.ZodObject<Shape>,
): { filter: z.output<z.ZodObject<Shape>>; ignored: string[] } => {
  const given = Object.fromEntries(
    Object.entries(request.query as Record<string, unknown>)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, normalised(name, value)]),
  )
  const read = schema.safeParse(given)
  if (read.success) return { filter: read.data, ignored: [] }
  const ignored = [...new Set(read.error.issues.map((issue) => String(issue.path[0])))]
  const rest = schema.safeParse(Object.fromEntries(Object.entries(given).filter(([key]) => !ignored.includes(key))))
  return { filter: rest.success ? rest.data : schema.parse({}), ignored }
}
