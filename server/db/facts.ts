import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { AnySQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { Refused } from '#server/errors'
import type { TextKey } from '#server/i18n'
import type { Tx } from './open.ts'

/** Never the next number: what was read before a rollback must not look fresh after the next fact. */
const marking = (person: string): string =>
  `insert into fact_marks values (${person}, random() >> 11) on conflict do update set mark = excluded.mark;`
/**
 * The triggers of a table of facts: nothing is deleted, nothing changes but the person, which merging may move, a fact
 * voids only an earlier one of the same person, and whoever's history grew gets a new mark. Goes into the module's derived objects.
 */
export const factTriggers = (table: SQLiteTable): string => {
  const name = getTableName(table)
  const fixed = Object.values(getTableColumns(table)).flatMap((column) =>
    column.name === 'personId' ? [] : [`"${column.name}"`],
  )
  return `create trigger ${name}_no_delete before delete on ${name}
begin select raise(abort, 'a fact is never deleted'); end;
create trigger ${name}_no_update before update on ${name}
when new.personId is old.personId or ${fixed.map((column) => `new.${column} is not old.${column}`).join(' or ')}
begin select raise(abort, 'a fact is never changed'); end;
create trigger ${name}_voids before insert on ${name}
when new.voids is not null and not exists (select 1 from ${name} where id = new.voids and "personId" = new."personId")
begin select raise(abort, 'a fact voids an earlier one of the same person'); end;
create trigger ${name}_marks after insert on ${name}
begin ${marking('new.personId')} end;
create trigger ${name}_moves after update on ${name}
begin ${marking('new.personId')} ${marking('old.personId')} end;
`
}

type FactTable = SQLiteTable & { uuid: AnySQLiteColumn }
type Told = { uuid: string; recordedAt: number; recordedBy?: number | null | undefined }
/** What the fact says, without when and by whom it was written down: a second telling differs only there. */
const said = (row: Readonly<Record<string, unknown>>, names: readonly string[]): string =>
  JSON.stringify(names.map((name) => row[name] ?? null))

/**
 * Inserts a fact once: the same uuid again is the same fact. With other content it is refused, and the first one stays.
 * Facts born on a device may come several times; a form may be sent twice.
 */
export const keepFact = <Table extends FactTable>(
  tx: Tx,
  table: Table,
  row: Table['$inferInsert'] & Told,
): { fact: Table['$inferSelect']; isNew: boolean } => {
  const earlier = tx
    .select()
    .from(table as SQLiteTable)
    .where(eq(table.uuid, row.uuid))
    .get() as Table['$inferSelect'] | undefined
  if (!earlier) {
    const fact = tx
      .insert(table as SQLiteTable)
      .values(row)
      .returning()
      .get() as Table['$inferSelect']
    return { fact, isNew: true }
  }
  const names = Object.keys(row).filter((name) => name !== 'recordedAt' && name !== 'recordedBy')
  if (said(earlier, names) !== said(row, names)) throw new Refused('server:fact.other')
  return { fact: earlier, isNew: false }
}
type Papered = { uuid: string; personId: number; happenedAt: number }
/**
 * Refuses a second paper of the same person, thing and day: two administrators with one sheet. `thing` is the column of
 * what was done. A fact that was corrected is no longer known. Call it in the transaction that keeps the fact.
 */
export const refuseTwin = <Row extends Papered>(
  tx: Tx,
  table: FactTable,
  row: Row,
  thing: keyof Row & string,
  told: TextKey,
): void => {
  const known = tx.get<{ uuid: string } | undefined>(
    sql`select x.uuid from ${table} x where x."personId" = ${row.personId} and x.${sql.identifier(thing)} = ${row[thing]}
      and x."happenedAt" = ${row.happenedAt} and x.method = 'paper'
      and not exists (select 1 from ${table} v where v.voids = x.id)`,
  )
  if (known && known.uuid !== row.uuid) throw new Refused(told)
}
