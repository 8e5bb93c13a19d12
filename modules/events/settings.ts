import { whole } from '#server/http/inputs'
import { setting } from '#server/settings'

/** How long who moves up from a waiting list has to say that she comes, in hours. */
export const confirmHours = setting({
  key: 'events.confirmHours',
  schema: whole(1, 240),
  default: 48,
  label: 'events:setting.confirm',
  hint: 'events:setting.confirmHint',
})
