export type { ReachedFilter } from './acts.ts'
export { reachedCells, type Cell } from './reached.ts'
