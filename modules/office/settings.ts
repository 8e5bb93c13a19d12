import type { Actor } from '#server/actor'
import type { Db } from '#server/db/open'
import { write } from '#server/db/write'
import { Refused } from '#server/errors'
import { change, shownOf, type Setting } from '#server/settings'

/**
 * Changes a setting from what was `seen` on the form to what was typed. Had another changed it meanwhile, both values are
 * told; the same value twice is once.
 */
export const changeSetting = (
  db: Db,
  actor: Actor,
  one: Setting,
  { seen, value }: { seen: string; value: string },
  now: number,
): void => {
  write(db, (tx) => {
    const stored = shownOf(tx, one)
    if (stored === seen) change(tx, actor, 'settings.change', one, value, now)
    else if (stored !== value) throw new Refused('office:settings.stale', { stored, typed: value })
  })
}
