import { z } from 'zod'
import { says } from '#server/http/forms'
import { text, voice, type Language, type TextKey } from '#server/i18n'
import { setting, type Setting } from '#server/settings'

const longest = 160
/** Without one of the three, two certificates would have one number. */
const scheme = z
  .string()
  .min(1)
  .max(80)
  .refine(
    (typed) => ['{kind}', '{year}', '{serial}'].every((part) => typed.includes(part)),
    says('certificates:settings.numberParts'),
  )
const line = z.string().min(1).max(longest)

export const numberScheme = setting({
  key: 'certificates.number',
  schema: scheme,
  default: 'NEA/PES/{kind}/{year}/{serial}',
  label: 'certificates:settings.number',
  hint: 'certificates:settings.numberHint',
})
type Line = Setting<z.ZodString>
/** A line of the paper: its default is a text, so it is read when it is asked for. */
const onPaper = (key: string, language: Language, usual: TextKey, label: TextKey, hint: TextKey): Line =>
  setting({
    key: `certificates.${key}`,
    schema: line,
    get default() {
      return text(voice(language), usual)
    },
    label,
    hint,
  })
export const placeKm = onPaper(
  'placeKm', 'km', 'certificates:paper.place', 'certificates:settings.placeKm', 'certificates:settings.placeHint',
) // prettier-ignore
export const placeEn = onPaper(
  'placeEn', 'en', 'certificates:paper.place', 'certificates:settings.placeEn', 'certificates:settings.placeHint',
) // prettier-ignore
export const postKm = onPaper(
  'postKm', 'km', 'certificates:paper.post', 'certificates:settings.postKm', 'certificates:settings.postHint',
) // prettier-ignore
export const postEn = onPaper(
  'postEn', 'en', 'certificates:paper.post', 'certificates:settings.postEn', 'certificates:settings.postHint',
) // prettier-ignore
/** Empty: no name is printed, only the post. */
const name = (key: string, label: TextKey): Line =>
  setting({
    key: `certificates.${key}`,
    schema: z.string().max(longest),
    default: '',
    label,
    hint: 'certificates:settings.nameHint',
  })
export const nameKm = name('nameKm', 'certificates:settings.nameKm')
export const nameEn = name('nameEn', 'certificates:settings.nameEn')
export const settings = [numberScheme, placeKm, placeEn, postKm, postEn, nameKm, nameEn]
