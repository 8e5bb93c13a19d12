export { notices } from './schema.ts'
export { tell, tellMany, type Notice } from './telling.ts'
export { unreadOf, type NoticeRow, type Unread } from './queries.ts'
export { noticeWords, type Said } from './words.ts'
