import type { Actor } from '#server/actor'
import { page } from '#server/html/page'
import { either, type Voice } from '#server/i18n'
import type { Centre } from '#modules/people'
import { lineView, monthsOf, type TimelineView } from './lines.ts'
import { missingView, type MissingView } from './missing.ts'
import { pathView, type PathView } from './paths.ts'
import type { RecordRows } from './timeline.ts'

/** What the page of a person shows of her learning record: contexts of the partials path, missing and timeline. */
export type RecordView = { path: PathView; missing: MissingView; timeline: TimelineView }
/** `href`: the address of the page, for "show earlier". `hasLinks` false: the reader may not open what she sees. */
type Frame = { href: string; hasLinks?: boolean; isFirst?: boolean }
export const recordView = (
  voice: Voice,
  rows: RecordRows,
  { href, hasLinks = true, isFirst = true }: Frame,
): RecordView => {
  const { lines, before } = rows.timeline
  return {
    path: pathView(voice, rows.standing, href),
    missing: missingView(voice, { ...rows, hasLinks }),
    timeline: {
      months: monthsOf(
        voice,
        lines.map((line) => lineView(voice, line, rows.subjects, hasLinks ? href : null)),
      ),
      earlier: before === null ? null : `${href}?before=${before}`,
      newest: isFirst ? null : href,
    },
  }
}
type RecordPage = RecordView & { name: string; latin: string | null; centre: string | null }
export const recordPage = page<RecordPage>('progress/record', 'progress:title')
export const ownRecordView = (voice: Voice, actor: Actor, centre: Centre | null, record: RecordView): RecordPage => ({
  name: voice.language === 'km' ? actor.nameKm : actor.nameLatin,
  latin: voice.language === 'km' ? actor.nameLatin : null,
  centre: centre && either(voice, centre),
  ...record,
})
