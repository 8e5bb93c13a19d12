import type { Task } from '#server/worker'
import { layCertificate, type CertificatePaper } from './paper/certificate.ts'
import type { Layout } from './paper/measures.ts'
import { unfitOf, type Unfit } from './unfit.ts'

export type FitAsk = { paper: CertificatePaper; layout: Layout }
/** Sets every line of a certificate and makes no PDF of it. Runs in the worker, which has the fonts. */
const fitting: Task<FitAsk, Unfit | null> = async (_db, { paper, layout }) => {
  try {
    await layCertificate(paper, layout)
    return null
  } catch (error) {
    return unfitOf(error)
  }
}
export default fitting
