import type { CertificatePaper } from '../../../modules/certificates/paper/certificate.ts'

/** Invented persons and numbers; the dates are one of the published lunar vectors. */
export const head = {
  motto: { km: ['ព្រះរាជាណាចក្រកម្ពុជា', 'ជាតិ សាសនា ព្រះមហាក្សត្រ'] },
  issuer: {
    km: ['ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ', 'ទីភ្នាក់ងារជាតិមុខរបរ និងការងារ'],
    en: ['Ministry of Labour and Vocational Training', 'National Employment Agency'],
  },
  numberLabel: { km: 'លេខ៖', en: 'No.' },
} as const
export const specimen = 'គំរូ SPECIMEN · ឈ្មោះ និងលេខទាំងអស់ជាឧទាហរណ៍'
export const person = {
  honorific: 'លោកស្រី',
  nameKm: 'ព្រំ សុភ័ក្ត្រា',
  nameLatin: 'PRUM SOPHEAKTRA',
  sexKm: 'ស្រី',
  positionKm: 'មន្ត្រីសេវាមុខរបរ',
  centreKm: 'មជ្ឈមណ្ឌលការងារខេត្តកំពង់ឆ្នាំង',
  titleEn: 'Ms',
  positionEn: 'Employment Officer',
  centreEn: 'Kampong Chhnang Job Centre',
}
export const verify = {
  labelKm: 'សូមផ្ទៀងផ្ទាត់ឯកសារនេះតាមរយៈ',
  host: 'verify.nea.example',
  url: 'HTTPS://VERIFY.NEA.EXAMPLE/K7QM2P4D9XTR',
  code: 'K7QM-2P4D-9XTR',
  altKm: 'កូដ QR សម្រាប់ផ្ទៀងផ្ទាត់ឯកសារនេះ',
}
export const dates = {
  lunarKm: 'ថ្ងៃអង្គារ ៦កើត ខែអាសាឍ ឆ្នាំម្សាញ់ សប្តស័ក ព.ស.២៥៦៩',
  solarKm: 'រាជធានីភ្នំពេញ ថ្ងៃទី១ ខែកក្កដា ឆ្នាំ២០២៥',
  issuedAt: Date.parse('2025-07-01T02:00:00Z'),
}
const station = (
  n: number,
  km: string,
  en: string,
  hours: number,
  hoursKm: string,
): CertificatePaper['stations'][number] => ({
  n,
  km,
  en,
  hours,
  hoursKm,
  hoursEn: `${String(hours)} h`,
})

export const certificate: CertificatePaper = {
  ...head,
  ...dates,
  number: 'NEA/PES/PW/2025/0042',
  title: { km: ['វិញ្ញាបនបត្រ', 'បញ្ចប់កម្មវិធីបណ្តុះបណ្តាល'], en: 'Programme Certificate' },
  awardLabel: 'ផ្តល់ជូន',
  person,
  personLineKm: 'ភេទ ស្រី មុខតំណែង មន្ត្រីសេវាមុខរបរ នៃ មជ្ឈមណ្ឌលការងារខេត្តកំពង់ឆ្នាំង',
  bodyKm:
    'បានបំពេញគ្រប់លក្ខខណ្ឌនៃកម្មវិធីបណ្តុះបណ្តាលមន្ត្រីសេវាមុខរបរសាធារណៈ ទាំងបួនដំណាក់កាល រយៈពេលសរុប ៥៧ ម៉ោង ចាប់ពីថ្ងៃទី៦ ខែមករា ឆ្នាំ២០២៥ ដល់ថ្ងៃទី២០ ខែមិថុនា ឆ្នាំ២០២៥។',
  bodyEn:
    'Awarded to Ms PRUM SOPHEAKTRA, Employment Officer, Kampong Chhnang Job Centre, who has met all the requirements of the training programme for public employment service officers, in four tiers, 57 hours, from 6 January 2025 to 20 June 2025.',
  stations: [
    station(1, 'រៀនដោយខ្លួនឯងតាមអនឡាញ', 'Online self-paced learning', 10, '១០ ម៉ោង'),
    station(2, 'វគ្គបណ្តុះបណ្តាលគ្រូបង្គោល', 'Training of trainers', 29, '២៩ ម៉ោង'),
    station(3, 'វគ្គអនុវត្តថ្នាក់ខេត្ត', 'Provincial hands-on session', 12, '១២ ម៉ោង'),
    station(4, 'សិក្ខាសាលាអនឡាញ', 'Thematic webinars', 6, '៦ ម៉ោង'),
  ],
  solarEn: 'Phnom Penh, 1 July 2025',
  signatory: {
    postKm: 'អគ្គនាយក',
    postEn: 'Director General',
    nameKm: 'ឃឹម ឧត្តមពិសិដ្ឋ',
    nameEn: 'KHIM OTDAMPISETH',
  },
  verify,
  specimen,
  keep: [
    'ថ្ងៃទី៦ ខែមករា ឆ្នាំ២០២៥',
    'ថ្ងៃទី២០ ខែមិថុនា ឆ្នាំ២០២៥',
    '៥៧ ម៉ោង',
    'មន្ត្រីសេវាមុខរបរសាធារណៈ',
    'បណ្តុះបណ្តាល',
    'ទាំងបួនដំណាក់កាល',
    'PRUM SOPHEAKTRA',
    'Kampong Chhnang Job Centre',
    '6 January 2025',
    '20 June 2025',
    '57 hours',
  ],
}
/** The shortest kind: no road, no second line of the title. */
export const participation: CertificatePaper = {
  ...certificate,
  number: 'NEA/PES/PA/2025/0107',
  title: { km: ['លិខិតបញ្ជាក់ការចូលរួម', ''], en: 'Certificate of Participation' },
  bodyKm: 'បានចូលរួម វគ្គអនុវត្តថ្នាក់ខេត្តសម្រាប់មន្ត្រីមជ្ឈមណ្ឌលការងារ ចាប់ពីថ្ងៃទី១៤ ខែឧសភា ឆ្នាំ២០២៥ ដល់ថ្ងៃទី១៥ ខែឧសភា ឆ្នាំ២០២៥។',
  bodyEn:
    'Awarded to Ms PRUM SOPHEAKTRA, Employment Officer, Kampong Chhnang Job Centre, who participated in the provincial hands-on session for job centre officers from 14 May 2025 to 15 May 2025.',
  stations: [],
  keep: ['ថ្ងៃទី១៤ ខែឧសភា ឆ្នាំ២០២៥', 'ថ្ងៃទី១៥ ខែឧសភា ឆ្នាំ២០២៥', '14 May 2025', '15 May 2025', 'Kampong Chhnang Job Centre'],
}
/** The two languages of a column's head. */
export const column = (km: string, en: string): { km: string; en: string } => ({ km, en })
