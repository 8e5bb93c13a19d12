import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#server/db/open'
import { text, type TextKey } from '#server/i18n'
import { khmerDigits, lunarDate } from '#server/khmer'
import { dayOf } from '#server/time'
import { catalogue } from '#modules/courses'
import { persons } from '#modules/people'
import { subjectsByCode, versionOf } from '#modules/programme'
import { statements } from '#modules/progress'
import { both, english, heads, hoursOf, khmer, signatoryOf, solarOf, verifyOf } from './paper-words.ts'
import type { TranscriptPaper } from './paper/transcript.ts'
import { certificatesOf } from './queries.ts'
import { paperPerson } from './snapshot.ts'

type Row = TranscriptPaper['tiers'][number]['rows'][number]
type Line = {
  tier: number
  kind: string
  subject: string
  method: string
  minutes: number | null
  planned: number | null
  score: number | null
  passed: number | null
  at: number
}
/** A module passed by its quiz here or on paper earlier is one module. */
const kindOf = sql<string>`case when "kind" = 'quiz' then 'course' else "kind" end`
/** One line a module, test, occasion and sheet: of several tries the best one. Lessons are parts of their module. */
const linesOf = (db: Db, personId: number): Line[] =>
  db
    .select({
      tier: statements.tier,
      kind: kindOf,
      subject: statements.subject,
      method: statements.method,
      minutes: sql<number | null>`case when "kind" = 'attendance' then sum("minutes") end`,
      planned: sql<number | null>`max("plannedMinutes")`,
      score: sql<number | null>`max("score")`,
      passed: sql<number | null>`max("passed")`,
      at: sql<number>`max("happenedAt")`,
    })
    .from(statements)
    .where(and(eq(statements.personId, personId), sql`"kind" in ('course', 'quiz', 'attendance', 'observation')`))
    .groupBy(statements.tier, kindOf, statements.subject, sql`case when "kind" = 'attendance' then "occasion" end`)
    .orderBy(asc(sql`max("happenedAt")`))
    .all()
/** Dates of tables: 14/04/2026, in Khmer digits. */
const shortDate = (at: number): string => khmerDigits(dayOf(at).split('-').toReversed().join('/'))
const resultOf = ({ kind, score, passed, minutes, planned }: Line): string => {
  if (kind === 'attendance' && planned !== null && planned > 0)
    return text(khmer, 'certificates:transcript.attended', { percent: Math.min(100, Math.floor(((minutes ?? 0) * 100) / planned + 1e-9)) }) // prettier-ignore
  if (score !== null) return text(khmer, 'certificates:transcript.score', { score: Math.floor(score + 1e-9) })
  return passed === null ? '' : text(khmer, passed === 1 ? 'certificates:transcript.passed' : 'certificates:transcript.notYet') // prettier-ignore
}
const evidenceWords: Readonly<Record<string, TextKey>> = {
  paper: 'certificates:transcript.evidence.paper',
  import: 'certificates:transcript.evidence.paper',
}
/** A module that was passed counts for the minutes that its author planned. */
const courseMinutes = (db: Db, { subject, passed }: Line): number | null =>
  passed === 1 ? (catalogue(db).courses.find(({ code }) => code === subject)?.minutes ?? null) : null
const rowOf = (db: Db, line: Line): Row => {
  const found = subjectsByCode(db).get(line.subject)
  return {
    code: line.subject,
    title: { km: found?.titleKm ?? line.subject, en: found?.titleEn ?? line.subject },
    date: shortDate(line.at),
    minutes: line.minutes ?? courseMinutes(db, line),
    result: resultOf(line),
    evidence: text(khmer, evidenceWords[line.method] ?? 'certificates:transcript.evidence.system'),
    isExempt: false,
  }
}
const total = (minutes: number): { km: string; en: string } => {
  const hours = hoursOf(minutes)
  return {
    km: text(khmer, 'certificates:transcript.total', { minutes, hours: hours.km }),
    en: text(english, 'certificates:transcript.total', { minutes, hours: hours.en }),
  }
}
const minutesOf = (rows: readonly Row[]): number => rows.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)
/** What a record adds up to on paper: the four tiers, as they are today. Nothing of it is kept. */
export const transcriptOf = (
  db: Db,
  personId: number,
  given: { base: string; isSpecimen: boolean },
  now: number,
): TranscriptPaper => {
  const today = dayOf(now)
  const { titleEn: _t, positionEn: _p, ...person } = paperPerson(db, personId)
  const staffId = db.select({ staffId: persons.staffId }).from(persons).where(eq(persons.id, personId)).get()?.staffId ?? '' // prettier-ignore
  const lines = linesOf(db, personId)
  const tiers = versionOf(db, personId).tree.tiers.map(({ n, title }) => {
    const rows = lines.filter((one) => one.tier === n).map((one) => rowOf(db, one))
    return { n, ...title, totalKm: total(minutesOf(rows)).km, rows }
  })
  const valid = certificatesOf(db, personId, today).find(({ status }) => status === 'valid')
  const { postKm, nameKm } = signatoryOf(db)
  const column = (name: 'code' | 'title' | 'date' | 'minutes' | 'result' | 'evidence'): { km: string; en: string } =>
    both(`certificates:transcript.column.${name}`)
  return {
    ...heads(),
    number: `${staffId}/${today.replaceAll('-', '')}`,
    title: both('certificates:transcript.title'),
    programmeKm: text(khmer, 'certificates:transcript.programme'),
    person,
    tiers,
    total: total(tiers.reduce((sum, { rows }) => sum + minutesOf(rows), 0)),
    noteKm: '',
    lunarKm: lunarDate(today).text,
    solarKm: solarOf(db, today).km,
    signatory: { postKm, nameKm },
    verify: valid ? verifyOf(given.base, valid.code) : null,
    words: {
      name: text(khmer, 'certificates:transcript.name'),
      sex: text(khmer, 'certificates:transcript.sex'),
      position: text(khmer, 'certificates:transcript.position'),
      centre: text(khmer, 'certificates:transcript.centre'),
      total: text(khmer, 'certificates:transcript.sum'),
      none: text(khmer, 'certificates:transcript.none'),
      columns: { code: column('code'), title: column('title'), date: column('date'), minutes: column('minutes'), result: column('result'), evidence: column('evidence') }, // prettier-ignore
      page: text(khmer, 'certificates:transcript.page', { page: '{page}', pages: '{pages}' }),
    },
    specimen: given.isSpecimen ? text(khmer, 'certificates:paper.specimen') : null,
    issuedAt: now,
  }
}
