import { createHash } from 'node:crypto'
import { desc, eq, sql } from 'drizzle-orm'
import { kept, touch } from '#server/db/kept'
import type { Db } from '#server/db/open'
import { prepared, write } from '#server/db/write'
import { present } from '#server/errors'
import { record } from '#server/journal'
import { programmeEnrolments, programmeVersions } from './schema.ts'
import { percentFor, type ProgrammeTree } from './tree.ts'

export type Version = typeof programmeVersions.$inferSelect
type Versions = { readonly byId: ReadonlyMap<number, Version>; readonly newest: Version | undefined }
/** All versions, which never change once published. */
export const versions = kept((db): Versions => {
  const all = db.select().from(programmeVersions).orderBy(desc(programmeVersions.number)).all()
  return { byId: new Map(all.map((one) => [one.id, one])), newest: all[0] }
})
/** The version for those who are enrolled from now on; it is there since the first start. */
export const newestVersion = (db: Db): Version => present(versions(db).newest, 'a version of the programme')

const enrolmentOf = prepared((db) =>
  db
    .select({ versionId: programmeEnrolments.versionId })
    .from(programmeEnrolments)
    .where(eq(programmeEnrolments.personId, sql.placeholder('person'))),
)
/** The version a person is enrolled in; the newest for one who is not enrolled. */
export const versionOf = (db: Db, personId: number): Version => {
  const enrolled = enrolmentOf(db).get({ person: personId })
  return (enrolled && versions(db).byId.get(enrolled.versionId)) ?? newestVersion(db)
}
/** What attendance of a subject needs of this person, in percent of its planned minutes; undefined where nothing asks for it. */
export const neededOf = (db: Db, personId: number, code: string): number | undefined =>
  versionOf(db, personId)
    .tree.tiers.map(({ requires }) => percentFor(requires, code))
    .find((percent) => percent !== undefined)
/** Zod has brought the keys into one order, so equal trees have equal digests. */
export const digestOf = (tree: ProgrammeTree): string => createHash('sha256').update(JSON.stringify(tree)).digest('hex')

/** Publishes a tree that is not known yet as the next version; a known one is left as it is. Moves nobody. */
export const importProgramme = (db: Db, tree: ProgrammeTree, now: number): Version =>
  write(db, (tx) => {
    const digest = digestOf(tree)
    const known = tx.select().from(programmeVersions).where(eq(programmeVersions.digest, digest)).get()
    if (known) return known
    const number = (versions(tx).newest?.number ?? 0) + 1
    const made = tx.insert(programmeVersions).values({ number, digest, tree, publishedAt: now }).returning().get()
    record(tx, null, { action: 'system.import', subject: `programme/${String(number)}`, at: now, fields: ['tree'] })
    touch(tx)
    return made
  })
