import type { Tx } from '#server/db/open'
import type { TextKey } from '#server/i18n'
import { notices } from './schema.ts'
import type { Said } from './words.ts'

export type Notice = {
  personId: number
  key: TextKey
  params: Said
  /** A page of our own house. */
  href: string
  /** Names the event and the person: told again, it is the same notice. */
  once: string
}
/** Tells a person, in the transaction of what happened. Not journalled: what happened is. */
export const tell = (tx: Tx, notice: Notice, now: number): void => {
  tx.insert(notices)
    .values({ ...notice, at: now })
    .onConflictDoNothing()
    .run()
}
/** The same for many; none are no notice. */
export const tellMany = (tx: Tx, all: readonly Notice[], now: number): void => {
  for (const one of all) tell(tx, one, now)
}
