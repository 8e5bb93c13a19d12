import { getTableName } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * The triggers of a table of facts: nothing is deleted, and nothing changes but the person, which merging may move.
 * Goes into the module's derived objects.
 */
export const factTriggers = (table: SQLiteTable): string => {
  const name = getTableName(table)
  return `create trigger ${name}_no_delete before delete on ${name}
begin select raise(abort, 'a fact is never deleted'); end;
create trigger ${name}_no_update before update on ${name}
when new.uuid is not old.uuid or new.happenedAt is not old.happenedAt or new.recordedAt is not old.recordedAt
  or new.recordedBy is not old.recordedBy or new.method is not old.method or new.voids is not old.voids
  or new.personId is old.personId
begin select raise(abort, 'a fact is never changed'); end;
`
}
