export { tellMany, unreadOf, type NewNotice, type Notice } from './telling.ts'
export { noticeView, type NoticeView } from './pages.ts'
export { notices } from './schema.ts'
