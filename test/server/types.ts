/** What must not compile: `tsc` fails when one of these lines is no longer an error. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#server/actor'
import type { Db, Tx } from '#server/db/open'
import { read, write } from '#server/db/write'
import { Refused } from '#server/errors'
import { page } from '#server/html/page'
import { text, voice } from '#server/i18n'
import { enqueue, job } from '#server/jobs'
import { record } from '#server/journal'
import type { App, Module } from '#server/module'
import { setting } from '#server/settings'
import type { Statements } from '#server/statement'
import { QueryBuilder } from 'drizzle-orm/sqlite-core'
import { deeds } from './support/tables.ts'

declare const app: App, db: Db, tx: Tx, actor: Actor, reply: FastifyReply
const list = page<{ names: readonly string[] }>('failure', 'server:name')
const send = job('send', z.object({ to: z.string() }), () => undefined)

/* eslint-disable @typescript-eslint/no-confusing-void-expression -- a list of what is refused, never run */
export const refused = (): unknown[] => [
  // @ts-expect-error async work in a transaction
  write(db, async () => {
    await Promise.resolve()
  }),
  // @ts-expect-error a promise handed out of a transaction
  write(db, () => Promise.resolve(1)),
  // @ts-expect-error async work in a snapshot
  read(db, () => Promise.resolve(1)),
  // @ts-expect-error the journal only inside write()
  record(db, actor, { action: 'system.command', subject: '', at: 1 }),
  // @ts-expect-error an action that the matrix lacks
  record(tx, actor, { action: 'people.veiw', subject: '', at: 1 }),
  // @ts-expect-error a job only inside write()
  enqueue(db, send, 'k', { to: 'a' }, 1),
  // @ts-expect-error the input of another job
  enqueue(tx, send, 'k', { from: 'a' }, 1),
  // @ts-expect-error a route with an unknown action
  app.get('/a', { config: { access: 'people.veiw' } }, () => ''),
  // @ts-expect-error a route without access
  app.get('/a', { config: {} }, () => ''),
  // @ts-expect-error an unknown text
  new Refused('server:error.refuesd.title'),
  // @ts-expect-error a plural's form is no key of its own
  text(voice('km'), 'server:error.tooMany.message_other'),
  // @ts-expect-error a title that is no text
  page('failure', 'server:naem'),
  // @ts-expect-error a field missing in the view-model
  reply.page(list, {}),
  // @ts-expect-error a field too many in the view-model
  reply.page(list, { names: [], nmaes: [] }),
  // @ts-expect-error a default that its schema refuses
  setting({ key: 'k', schema: z.string().transform(Number), default: 'x', label: 'server:name', hint: 'server:name' }),
]
// @ts-expect-error a slot that nobody knows
export const odd: Module = { name: 'odd', routes: () => undefined, naav: [] }
// @ts-expect-error a statement without its columns
export const half: Statements = new QueryBuilder().select({ uuid: deeds.uuid }).from(deeds)
