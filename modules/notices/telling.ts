import { and, count, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { exactly, prepared, write } from '#server/db/write'
import { NotFound } from '#server/errors'
import type { Params, TextKey } from '#server/i18n'
import { pageSize } from '#server/http/lists'
import { notices } from './schema.ts'

export type NewNotice = { personId: number; key: TextKey; params: Params; href: string; once: string }
export type Notice = typeof notices.$inferSelect
/** Tells persons something in the transaction of the verb that made it so. The same `once` is told once. */
export const tellMany = (tx: Tx, all: readonly NewNotice[], now: number): void => {
  for (const one of all) tx.insert(notices).values({ ...one, at: now }).onConflictDoNothing().run() // prettier-ignore
}
const $ = sql.placeholder
const unread = prepared((db) =>
  db
    .select()
    .from(notices)
    .where(and(eq(notices.personId, $('person')), isNull(notices.readAt)))
    .orderBy(desc(notices.id))
    .limit(exactly(3)),
)
/** The newest three that a person has not read, for her first page. */
export const unreadOf = (db: Db, person: number): Notice[] => unread(db).all({ person })
/** One page of an inbox, and one row more; `before` is the id that it begins under. */
export const inboxOf = (db: Db, person: number, before: number | undefined): Notice[] =>
  db
    .select()
    .from(notices)
    .where(and(eq(notices.personId, person), before === undefined ? undefined : lt(notices.id, before)))
    .orderBy(desc(notices.id))
    .limit(exactly(pageSize + 1))
    .all()
export const unreadCount = (db: Db, person: number): number =>
  db
    .select({ n: count() })
    .from(notices)
    .where(and(eq(notices.personId, person), isNull(notices.readAt)))
    .get()?.n ?? 0
/** Marks one notice as read and says where it leads; another person's is not found. */
export const readNotice = (db: Db, actor: Actor, id: number, now: number): string =>
  write(db, (tx) => {
    const own = and(eq(notices.id, id), eq(notices.personId, actor.person))
    const found = tx.select().from(notices).where(own).get()
    if (!found) throw new NotFound()
    if (found.readAt === null) tx.update(notices).set({ readAt: now }).where(own).run()
    return found.href
  })
export const readAll = (db: Db, actor: Actor, now: number): void => {
  write(db, (tx) => {
    tx.update(notices)
      .set({ readAt: now })
      .where(and(eq(notices.personId, actor.person), isNull(notices.readAt)))
      .run()
  })
}
