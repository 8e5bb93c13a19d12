import { whole } from '#server/http/inputs'
import { setting } from '#server/settings'

/** How long a new licence holds, in months, as the form proposes it. */
export const licenceMonths = setting({
  key: 'trainers.licenceMonths',
  schema: whole(1, 120),
  default: 24,
  label: 'trainers:setting.months',
  hint: 'trainers:setting.monthsHint',
})
/** From how many days before its last one a licence is shown as ending soon. */
export const soonDays = setting({
  key: 'trainers.soonDays',
  schema: whole(0, 366),
  default: 30,
  label: 'trainers:setting.soon',
  hint: 'trainers:setting.soonHint',
})
