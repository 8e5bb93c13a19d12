import { z } from 'zod'
import { whole } from '#server/http/inputs'
import { setting } from '#server/settings'

/** How many days a login lasts. */
export const loginDays = setting({
  key: 'access.loginDays',
  schema: whole(1, 365),
  default: 30,
  label: 'access:settings.loginDays',
  hint: 'access:settings.loginDaysHint',
})
/** Whom to call for a lost password; shown on the sign-in page when it is set. */
export const helpPhone = setting({
  key: 'access.helpPhone',
  schema: z.string().max(40),
  default: '',
  label: 'access:settings.helpPhone',
  hint: 'access:settings.helpPhoneHint',
})
