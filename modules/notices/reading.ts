import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Forbidden, NotFound } from '#server/errors'
import { notices } from './schema.ts'

type Reader = Pick<Actor, 'person' | 'reach'>
const insist = (actor: Reader): void => {
  if (!actor.reach['notices.read']) throw new Forbidden()
}
/**
 * Marks a notice as read and says where it leads; read again, it keeps the first time. Not journalled: nobody else
 * learns of it. Another person's is NotFound.
 */
export const readNotice = (db: Db, actor: Reader, id: number, now: number): string =>
  write(db, (tx) => {
    insist(actor)
    const mine = and(eq(notices.id, id), eq(notices.personId, actor.person))
    const found = tx.select({ href: notices.href }).from(notices).where(mine).get()
    if (!found) throw new NotFound()
    tx.update(notices)
      .set({ readAt: now })
      .where(and(mine, isNull(notices.readAt)))
      .run()
    return found.href
  })
/** Marks what the person had been told up to the newest notice on her page; one that came meanwhile stays new. */
export const readAll = (db: Db, actor: Reader, { newest }: { newest: number }, now: number): void => {
  write(db, (tx) => {
    insist(actor)
    tx.update(notices)
      .set({ readAt: now })
      .where(and(eq(notices.personId, actor.person), isNull(notices.readAt), lte(notices.id, newest)))
      .run()
  })
}
