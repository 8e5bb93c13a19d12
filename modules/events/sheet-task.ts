import type { Task } from '#server/worker'
import { drawAttendanceSheet, type AttendanceSheetPaper } from './sheet-paper.ts'

/** Drawing takes longer than a request may hold the loop. */
const drawn: Task<AttendanceSheetPaper, Uint8Array> = (_db, paper) => drawAttendanceSheet(paper)
export default drawn
