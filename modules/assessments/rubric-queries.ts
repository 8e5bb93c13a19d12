import { asc, eq, isNull, sql } from 'drizzle-orm'
import { kept } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared } from '#server/db/write'
import { present } from '#server/errors'
import { memo } from '#server/memo'
import { rubrics, rubricVersions } from './observation-schema.ts'
import type { RubricBody } from './rubric-shape.ts'

const $ = sql.placeholder
/** A rubric that can be observed with. `tier`: where its observations count. */
export type RubricTitle = { code: string; km: string; en: string; tier: number }
/** All rubrics in use, by tier and code. */
export const rubricList = kept((db: Db): readonly RubricTitle[] =>
  db
    .select({ code: rubrics.code, km: rubrics.titleKm, en: rubrics.titleEn, tier: rubrics.tier })
    .from(rubrics)
    .where(isNull(rubrics.retiredOn))
    .orderBy(asc(rubrics.tier), asc(rubrics.code))
    .all(),
)
const bodyOf = prepared((db) =>
  db
    .select({ body: rubricVersions.body })
    .from(rubricVersions)
    .where(eq(rubricVersions.id, $('id'))),
)
/** Versions never change: each is read and parsed once, at its first use. */
const bodies = kept((db) => memo((id: number): RubricBody => present(bodyOf(db).get({ id }), 'the rubric').body))
/** What a version of a rubric says. */
export const rubricBody = (db: Db, versionId: number): RubricBody => bodies(db)(versionId)
const currentOf = prepared((db) =>
  db
    .select({ rubricId: rubrics.id, versionId: rubricVersions.id })
    .from(rubrics)
    .innerJoin(
      rubricVersions,
      sql`${rubricVersions.rubricId} = ${rubrics.id} and ${rubricVersions.digest} = ${rubrics.digest}`,
    )
    .where(sql`${rubrics.code} = ${$('code')} and ${rubrics.retiredOn} is null`),
)
/** Today's version of a rubric; undefined for an unknown or retired one. */
export const currentRubric = (db: Db, code: string): { rubricId: number; versionId: number } | undefined =>
  currentOf(db).get({ code })
/** Codes of the criteria of today's version, in their order; none for an unknown rubric. */
export const rubricCriteria = (db: Db, code: string): string[] => {
  const found = currentRubric(db, code)
  return found ? rubricBody(db, found.versionId).criteria.map((one) => one.code) : []
}
