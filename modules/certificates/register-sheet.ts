import type { Actor } from '#server/actor'
import { bytesOf, type SheetKind } from '#server/http/sheets'
import type { Language } from '#server/i18n'
import type { Day } from '#server/time'
import type { Task } from '#server/worker'
import { wholeRegister, type RegisterFilter } from './register.ts'
import { statusOf, type Status } from './status.ts'

export type RegisterAsk = {
  actor: Actor
  filter: RegisterFilter
  today: Day
  kind: SheetKind
  language: Language
  words: { name: string; headers: readonly string[]; status: Readonly<Record<Status, string>> }
}
/** The register as a file: the same rows as on the screen. */
const registerSheet: Task<RegisterAsk, Uint8Array> = (db, { actor, filter, today, kind, language, words }) =>
  bytesOf(
    {
      name: words.name,
      headers: words.headers,
      rows: wholeRegister(db, actor, filter, today).map((row) => [
        row.number,
        row.code,
        row.nameKm,
        row.nameLatin,
        language === 'km' ? row.titleKm.join('') : row.titleEn,
        row.issuedOn,
        row.expiresOn,
        words.status[statusOf(row, today)],
      ]),
    },
    kind,
  )
export default registerSheet
