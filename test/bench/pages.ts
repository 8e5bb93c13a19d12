import { asc, eq } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { minute } from '#server/time'
import { attempts } from '#modules/assessments'
import { courseOfCode } from '../../modules/courses/catalogue.ts'
import { logins } from '../../modules/access/schema.ts'
import { browsers, tokens } from './generate/sizes.ts'

/** One way to ask for a page: whose cookie, which address. */
export type Ask = { path: string; token: string }
/** `goal` and `least`: shares of the yardstick in percent at 16 connections, plain; null: told, not held. */
export type BenchPage = { name: string; asks: readonly Ask[]; goal: number | null; least: number | null }

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url')
/** The open attempt of whom a token signs in. */
const attemptPath = (db: Db, token: string): string => {
  const found = db
    .select({ id: attempts.id })
    .from(attempts)
    .innerJoin(logins, eq(logins.personId, attempts.personId))
    .where(sql`${logins.token} = ${digest(token)} and ${attempts.state} = 'open'`)
    .orderBy(asc(attempts.id))
    .get()
  if (!found) throw new Error(`${token} has no open attempt`)
  return `/attempts/${String(found.id)}`
}
/** Those of the readers who have a place at the measured event. */
const guestsOf = (db: Db, readers: readonly string[]): string[] => {
  const rows = db.$client
    .prepare<[], string>('select l.token from logins l join event_enrolments n on n."personId" = l."personId"')
    .pluck()
    .all()
  const known = new Set(rows)
  return readers.filter((token) => known.has(digest(token)))
}
/** The pages that are measured, each with all its readers. */
export const benchPages = (db: Db): BenchPage[] => {
  const readers = Array.from({ length: browsers }, (_, n) => tokens.officer(n))
  const all = (path: string): Ask[] => readers.map((token) => ({ path, token }))
  const lesson = courseOfCode(db, 'F1').current?.lessons[0]?.slug ?? ''
  const told = { goal: null, least: null }
  return [
    { name: 'home', asks: all('/'), goal: 30, least: 20 },
    { name: 'courses', asks: all('/courses'), goal: 30, least: 20 },
    { name: 'lesson', asks: all(`/courses/F1/lessons/${lesson}`), goal: 40, least: 25 },
    { name: 'quiz', asks: readers.map((token) => ({ path: attemptPath(db, token), token })), goal: 30, least: 20 },
    { name: 'record', asks: all('/record'), ...told },
    { name: 'event', asks: guestsOf(db, readers).map((token) => ({ path: '/events/1', token })), ...told },
    { name: 'register', asks: [{ path: '/events/1/attendance', token: tokens.administrator }], ...told },
    { name: 'people, chief', asks: [{ path: '/people', token: tokens.chief }], ...told },
    { name: 'people, administrator', asks: [{ path: '/people', token: tokens.administrator }], ...told },
  ]
}
/** An hour of time for every open attempt and a fresh sign-in for everybody: a file may be measured many times. */
export const refresh = (db: Db, now: number): void => {
  const deadlineAt = now + 60 * minute
  db.update(attempts)
    .set({ startedAt: now, deadlineAt, closesAt: deadlineAt + minute })
    .where(eq(attempts.state, 'open'))
    .run()
  db.update(logins).set({ lastSeenAt: now }).run()
}
