import type { NodeStanding, Phrase, Status } from './standing.ts'

const leavesOf = (node: NodeStanding): readonly NodeStanding[] =>
  node.children.length === 0 ? [node] : node.children.flatMap(leavesOf)
const courses = (all: readonly NodeStanding[]): Phrase => {
  const done = all.filter(({ status }) => status === 'done').length
  return {
    key: all.some(({ status }) => status !== 'todo') ? 'progress:phrase.courses.some' : 'progress:phrase.courses.todo',
    params: { done, total: all.length },
  }
}
const measured = ({ kind, status, reason }: NodeStanding): Phrase => {
  const isBegun = status !== 'todo'
  if (kind === 'count')
    return { key: isBegun ? 'progress:phrase.count.some' : 'progress:phrase.count.todo', params: reason.params }
  // A record without minutes says no percent that could be told.
  if (reason.params.planned === 0) return reason
  return { key: isBegun ? 'progress:phrase.attendance.some' : 'progress:phrase.attendance.todo', params: reason.params }
}
/** A tier in a phrase, by what is typical of it: its modules, else its attendance or webinars, else its requirements. */
export const phraseOf = (root: NodeStanding, status: Status): Phrase => {
  if (status === 'skip') return { key: 'progress:phrase.skip', params: {} }
  const leaves = leavesOf(root)
  const modules = leaves.filter(({ kind }) => kind === 'course')
  if (modules.length > 0) return courses(modules)
  const typical = leaves.find(({ kind }) => kind === 'attendance' || kind === 'count')
  if (typical) return measured(typical)
  return {
    key: 'progress:reason.group',
    params: { done: leaves.filter((one) => one.status === 'done').length, total: leaves.length },
  }
}
/** How many more acts a requirement needs. Where some of several are enough, those that need least. */
const lacking = ({ kind, status, reason: { params }, children }: NodeStanding): number => {
  if (status === 'done') return 0
  if (children.length === 0) return kind === 'count' ? Number(params.n) - Number(params.have) : 1
  const open = children
    .map(lacking)
    .filter((n) => n > 0)
    .toSorted((a, b) => a - b)
  return open.slice(0, Number(params.total) - Number(params.done)).reduce((sum, n) => sum + n, 0)
}
export const stateOf = (status: Status, root: NodeStanding): Phrase => ({
  key: `progress:state.${status}`,
  params: status === 'now' ? { count: lacking(root) } : {},
})
