import { whole } from '#server/http/inputs'
import { setting } from '#server/settings'

/** After so many days without a recorded step an officer stands among those to be asked. */
export const quietDays = setting({
  key: 'home.quietDays',
  schema: whole(1, 365),
  default: 21,
  label: 'home:settings.quietDays',
  hint: 'home:settings.quietDaysHint',
})
