import { LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import type { Report } from './problems.ts'

type Path = readonly PropertyKey[]
/** The line of a place in a file, or of the nearest place around it that is there. */
export type LineOf = (...path: Path) => number

const offsetOf = (document: Document, path: Path): number => {
  for (let end = path.length; end >= 0; end--) {
    const node = end === 0 ? document.contents : document.getIn(path.slice(0, end), true)
    const range = (node as { range?: readonly number[] } | null | undefined)?.range
    if (range) return range[0] ?? 0
  }
  return 0
}
const messageOf = (issue: z.core.$ZodIssue): string => {
  const where = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys')
    return `${where ? `${where}: ` : ''}unknown word ${issue.keys.join(', ')}: see content/README.md for what may stand here`
  return `${where ? `${where}: ` : ''}${issue.message}: see content/README.md for what stands here`
}
/** Reads a YAML file by a schema; null when anything in it is wrong, which is reported with its line. */
export const readYaml = <Schema extends z.ZodType>(
  source: string,
  schema: Schema,
  report: Report,
): { value: z.output<Schema>; lineOf: LineOf } | null => {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const lineOf: LineOf = (...path) => lines.linePos(offsetOf(document, path)).line
  for (const { message, pos } of document.errors) report(lines.linePos(pos[0]).line, `${message}: this is no YAML`)
  if (document.errors.length > 0) return null
  const read = schema.safeParse(document.toJS())
  if (read.success) return { value: read.data, lineOf }
  for (const issue of read.error.issues) report(lineOf(...issue.path), messageOf(issue))
  return null
}
