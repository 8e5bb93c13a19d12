export {
  certificateBatches,
  certificateBatchMembers,
  certificateKinds,
  certificatePapers,
  certificates,
  certificateSeries,
  revocationRequests,
  revocations,
} from './schema.ts'
export { certificatesOf, verifiedBy, type OwnCertificate, type Verified } from './queries.ts'
export { statuses, statusOf, type Status } from './status.ts'
export { eligibility, eligibilityOf, type Eligibility } from './eligibility.ts'
export { kinds, type Kind } from './kinds.ts'
export { draftBatch, reissue, writeLunarLine, type NewBatch } from './drafts.ts'
export { approveBatch, issueBatch, retryBatch, withdrawBatch, type House } from './batches.ts'
export type { Batch } from './batch-steps.ts'
export { confirmRevocation, requestRevocation, withdrawRevocation } from './revocations.ts'
export { issueAll } from './jobs.ts'
export { issueNow } from './issue-now.ts'
export { demoCertificates } from './demo.ts'
