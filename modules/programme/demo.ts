import { eq } from 'drizzle-orm'
import { write } from '#server/db/write'
import type { Demo } from '#server/module'
import { grants } from '#modules/people'
import { enrol } from './enrolments.ts'

/** Every officer of the demo is in the programme. */
export const demo = ({ db, now }: Demo): void => {
  write(db, (tx) => {
    const officers = tx
      .selectDistinct({ personId: grants.personId })
      .from(grants)
      .where(eq(grants.role, 'officer'))
      .all()
    for (const officer of officers) enrol(tx, null, officer, now)
  })
}
