import type { Day } from '#server/time'

export const statuses = ['valid', 'expired', 'revoked', 'replaced'] as const
export type Status = (typeof statuses)[number]
type Beside = { revokedAt: number | null; replacedBy: number | null; expiresOn: Day | null }
/**
 * What a certificate is worth today: nothing of it is stored. Revoked and with a corrected one in its place it is
 * replaced; its last day still counts.
 */
export const statusOf = ({ revokedAt, replacedBy, expiresOn }: Beside, today: Day): Status => {
  if (replacedBy !== null) return 'replaced'
  if (revokedAt !== null) return 'revoked'
  return expiresOn !== null && expiresOn < today ? 'expired' : 'valid'
}
