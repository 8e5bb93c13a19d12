export { recordAttendance, type PaperAttendance } from './attendance.ts'
export { topicsByCode, type Topic } from './content.ts'
export { attendances, topics } from './schema.ts'
