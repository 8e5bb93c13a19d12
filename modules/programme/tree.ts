import { z } from 'zod'

/** The tier that only trainers have to pass carries this audience. */
export const audiences = ['trainer'] as const
const code = z.string().regex(/^[A-Z][A-Z0-9]*$/)
const percent = z.number().int().min(1).max(100)
const words = z.object({ km: z.string().min(1), en: z.string().min(1) })

const Course = z.strictObject({ kind: z.literal('course'), subject: code })
const Score = z.strictObject({ kind: z.literal('score'), subject: code, min: percent })
const Attendance = z.strictObject({ kind: z.literal('attendance'), subject: code, percent })
const Observation = z.strictObject({ kind: z.literal('observation'), subject: code })
const Count = z.strictObject({
  kind: z.literal('count'),
  n: z.number().int().min(1),
  months: z.number().int().min(1),
  percent,
  subjects: z.array(code).min(1),
})
type Leaf =
  | z.infer<typeof Course>
  | z.infer<typeof Score>
  | z.infer<typeof Attendance>
  | z.infer<typeof Observation>
  | z.infer<typeof Count>
/**
 * A requirement. `course`: a passed quiz or course fact · `score`: the best quiz score · `attendance`: minutes of the
 * best occasion against its planned minutes · `observation`: a passed observation · `count`: n different subjects
 * attended within so many months before today · the groups hold requirements.
 */
export type Node =
  Leaf | { kind: 'allOf'; of: Node[] } | { kind: 'anyOf'; of: Node[] } | { kind: 'nOf'; n: number; of: Node[] }
export type NodeKind = Node['kind']
export type NodeOf<Kind extends NodeKind> = Extract<Node, { kind: Kind }>

export const Requirement: z.ZodType<Node> = z.lazy(() =>
  z.union([Course, Score, Attendance, Observation, Count, AllOf, AnyOf, SomeOf]),
)
const children = z.array(Requirement).min(1)
const AllOf = z.strictObject({ kind: z.literal('allOf'), of: children })
const AnyOf = z.strictObject({ kind: z.literal('anyOf'), of: children })
const SomeOf = z
  .strictObject({ kind: z.literal('nOf'), n: z.number().int().min(1), of: children })
  .refine(({ n, of }) => n <= of.length, 'n is more than there are requirements')
const Tier = z.strictObject({
  n: z.number().int().min(1),
  code: z.string().min(1),
  icon: z.string().min(1),
  title: words,
  audience: z.enum(audiences).optional(),
  requires: Requirement,
})
/** `edition` makes an earlier tree a new version again: a version is known by the digest of all of it. */
export const ProgrammeTree = z.strictObject({ edition: z.string().min(1), tiers: z.array(Tier).min(1) })
export type ProgrammeTree = z.infer<typeof ProgrammeTree>
export type Tier = ProgrammeTree['tiers'][number]

/** Share of the planned minutes, in percent, from which attendance of a subject counts; undefined where nothing asks for it. */
export const percentFor = (node: Node, code: string): number | undefined => {
  if ('of' in node) return node.of.map((one) => percentFor(one, code)).find((percent) => percent !== undefined)
  if (node.kind === 'attendance') return node.subject === code ? node.percent : undefined
  return node.kind === 'count' && node.subjects.includes(code) ? node.percent : undefined
}
/** The subjects that a requirement names, with those below it. */
export const subjectsOf = (node: Node): string[] => {
  if ('of' in node) return node.of.flatMap(subjectsOf)
  return node.kind === 'count' ? node.subjects : [node.subject]
}
