import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { latinDigits } from '#server/khmer'

/** The E.164 form of a number typed in any way people write it (០១២…, 012…, +855…), or null when it is none. */
export const phoneNumber = (typed: string): string | null => {
  const found = parsePhoneNumberFromString(latinDigits(typed), 'KH')
  return found?.isPossible() ? found.number : null
}
