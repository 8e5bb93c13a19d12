/** Khmer with its English below it. */
type Both = { readonly km: string; readonly en: string }
/** Everything on an attendance sheet. Never a disability. */
export type AttendanceSheetPaper = {
  readonly motto: { readonly km: readonly [string, string] }
  readonly issuer: { readonly km: readonly [string, string] }
  readonly numberLabelKm: string
  /** With Latin digits; shown in Khmer digits. */
  readonly number: string
  readonly titleKm: string
  readonly titleEn: string
  readonly activity: string
  readonly venue: string
  readonly dates: string
  /** Empty where there is none. */
  readonly project: string
  /** One to five days, as the column head says them. */
  readonly days: readonly string[]
  readonly people: readonly {
    readonly nameKm: string
    readonly nameLatin: string
    readonly sexKm: string
    readonly sex: 'female' | 'male' | 'unstated'
    /** «២៥–៣៤»; empty where not known. */
    readonly ageBand: string
    readonly position: string
    readonly centre: string
    readonly province: string
    readonly phone: string
    readonly isPhotoAgreed: boolean
  }[]
  /** «២០ នាក់  ស្រី ១១ នាក់  ប្រុស ៩ នាក់» and "Listed: 20 persons, 11 women, 9 men". */
  readonly totals: Both
  readonly sheet: { readonly code: string; readonly url: string; readonly altKm: string }
  readonly words: {
    /** Labels with their ៖ */
    readonly activity: string
    readonly venue: string
    readonly dates: string
    readonly project: string
    readonly listed: string
    readonly trainer: string
    readonly signature: string
    readonly chief: string
    readonly day: string
    readonly sheetCode: string
    readonly presentWomen: string
    readonly presentMen: string
    /** «ទំព័រ {page} នៃ {pages}»: the two places are filled in Khmer digits. */
    readonly page: string
    readonly columns: {
      readonly no: Both
      readonly nameKm: Both
      readonly nameLatin: Both
      readonly sex: Both
      readonly ageBand: Both
      readonly position: Both
      readonly centre: Both
      readonly province: Both
      readonly phone: Both
      readonly morning: Both
      readonly afternoon: Both
      readonly photo: Both
    }
  }
  readonly specimen: string | null
  /** Instant in ms: the file's date, so the same input gives the same bytes. */
  readonly madeAt: number
}
/** Draws the sheet, twenty people a page; throws an Error naming the field that does not fit. */
export const drawAttendanceSheet = (_paper: AttendanceSheetPaper): Promise<Buffer> =>
  Promise.reject(new Error('still being drawn'))
