import { khmerDigits } from '#server/khmer'
import type { AttendanceSheetPaper } from '../../../modules/events/sheet-paper.ts'
import { column, head, specimen } from './samples.ts'

const listed = `
កែវ ដារ៉ានី|KEO DARANY|ស្រី|25–34|មន្ត្រីសេវាមុខរបរ|កំពង់ឆ្នាំង
ខៀវ វណ្ណឌី|KHIEV VANNDY|ប្រុស|35–44|មន្ត្រីប្រឹក្សា|បាត់ដំបង
គង់ សុវត្ថិភាព|KONG SOVATTHIPHEAP|ប្រុស|25–34|មន្ត្រីសេវាមុខរបរ|ត្បូងឃ្មុំ
ឃួន ស្រីពៅ|KHUON SREYPOV|ស្រី|25–34|មន្ត្រីសេវាមុខរបរ|បន្ទាយមានជ័យ
ងួន ចន្ទ្រា|NGUON CHANTREA|ស្រី|45–54|ប្រធានផ្នែក|ពោធិ៍សាត់
ចាន់ ព្រហ្មវិជ័យ|CHAN PROMVICHEY|ប្រុស|35–44|មន្ត្រីសេវាមុខរបរ|សៀមរាប
ឆាយ ម៉ារីណា|CHHAY MARINA|ស្រី|25–34|មន្ត្រីប្រឹក្សា|ប៉ៃលិន
ជ័យ ឧត្តម|CHEY OTDAM|ប្រុស|45–54|មន្ត្រីសេវាមុខរបរ|ឧត្តរមានជ័យ
ឈឹម ស្រស់|CHHIM SRORS|ស្រី|35–44|មន្ត្រីសេវាមុខរបរ|កំពង់ឆ្នាំង
ញ៉ែម សុខុម|NHEM SOKHOM|ប្រុស|55+|មន្ត្រីសេវាមុខរបរ|បាត់ដំបង
តឹក ច័ន្ទធី|TOEK CHANTHY|ស្រី|25–34|មន្ត្រីប្រឹក្សា|ពោធិ៍សាត់
ថោង ភក្តី|THONG PHEAKDEY|ប្រុស|25–34|មន្ត្រីសេវាមុខរបរ|បន្ទាយមានជ័យ
ទេព កញ្ញារី|TEP KANHARY|ស្រី|35–44|មន្ត្រីសេវាមុខរបរ|សៀមរាប
នួន សុភ័ណ្ឌ|NUON SOPHORN|ប្រុស|35–44|មន្ត្រីប្រឹក្សា|ត្បូងឃ្មុំ
ប៊ុន ធីតា|BUN THIDA|ស្រី|25–34|មន្ត្រីសេវាមុខរបរ|ប៉ៃលិន
ព្រំ សុភ័ក្ត្រា|PRUM SOPHEAKTRA|ស្រី|25–34|មន្ត្រីសេវាមុខរបរ|កំពង់ឆ្នាំង
មាស ប្រាថ្នា|MEAS PRATHNA|ប្រុស|45–54|ប្រធានផ្នែក|ឧត្តរមានជ័យ
យឹម ស៊ីណាត|YIM SINAT|ស្រី|35–44|មន្ត្រីសេវាមុខរបរ|បាត់ដំបង
រ័ត្ន ហង្សមុនី|ROTH HANGSAMONY|ប្រុស|25–34|មន្ត្រីសេវាមុខរបរ|សៀមរាប
ហ្វ៊ូ លីដា|FU LIDA|ស្រី|25–34|មន្ត្រីប្រឹក្សា|បន្ទាយមានជ័យ
`
type Listed = AttendanceSheetPaper['people'][number]
const people: Listed[] = listed
  .trim()
  .split('\n')
  .map((line, i): Listed => {
    const [nameKm = '', nameLatin = '', sexKm = '', age = '', position = '', province = ''] = line.split('|')
    return {
      nameKm,
      nameLatin,
      sexKm,
      ageBand: khmerDigits(age),
      position,
      centre: `មជ្ឈមណ្ឌលការងារខេត្ត${province}`,
      province,
      phone: `0xx 000 ${String(i + 1).padStart(3, '0')}`,
      isPhotoAgreed: i % 3 === 0,
    }
  })
const days = ['ថ្ងៃទី១៤ ខែឧសភា', 'ថ្ងៃទី១៥ ខែឧសភា', 'ថ្ងៃទី១៦ ខែឧសភា', 'ថ្ងៃទី១៧ ខែឧសភា', 'ថ្ងៃទី១៨ ខែឧសភា']

export const sheetOf = (count: number, length: number): AttendanceSheetPaper => ({
  ...head,
  numberLabelKm: head.numberLabel.km,
  number: 'NEA/PES/AT/2025/0107',
  titleKm: 'បញ្ជីវត្តមាន',
  titleEn: 'Attendance sheet',
  activity: 'វគ្គអនុវត្តថ្នាក់ខេត្តសម្រាប់មន្ត្រីមជ្ឈមណ្ឌលការងារ',
  venue: 'មជ្ឈមណ្ឌលការងារខេត្តពោធិ៍សាត់ ខេត្តពោធិ៍សាត់',
  dates: 'ថ្ងៃទី១៤ ដល់ទី១៥ ខែឧសភា ឆ្នាំ២០២៥',
  project: 'PES-SAMPLE-01',
  days: days.slice(0, length),
  people: Array.from({ length: count }, (_, i) => people[i % people.length]).filter((one) => one !== undefined),
  totals: { km: '២០ នាក់  ស្រី ១១ នាក់  ប្រុស ៩ នាក់', en: 'Listed: 20 persons, 11 women, 9 men' },
  sheet: { code: 'AT-0107', url: 'HTTPS://VERIFY.NEA.EXAMPLE/A/AT0107', altKm: 'កូដ QR នៃបញ្ជីវត្តមាននេះ' },
  words: {
    activity: 'សកម្មភាព៖',
    venue: 'ទីកន្លែង៖',
    dates: 'កាលបរិច្ឆេទ៖',
    project: 'លេខកូដគម្រោង៖',
    listed: 'អ្នកចូលរួមតាមបញ្ជី៖',
    trainer: 'គ្រូបង្គោល៖',
    signature: 'ហត្ថលេខា៖',
    chief: 'ប្រធានមជ្ឈមណ្ឌលការងារ៖',
    day: 'ថ្ងៃទី៖',
    sheetCode: 'កូដបញ្ជី',
    presentWomen: 'មានវត្តមាន ស្រី',
    presentMen: 'មានវត្តមាន ប្រុស',
    page: 'ទំព័រ {page} នៃ {pages}',
    columns: {
      no: column('ល.រ', 'No.'),
      nameKm: column('គោត្តនាម និងនាម', 'Name'),
      nameLatin: column('អក្សរឡាតាំង', 'Latin letters'),
      sex: column('ភេទ', 'Sex'),
      ageBand: column('អាយុ', 'Age band'),
      position: column('មុខតំណែង', 'Position'),
      centre: column('មជ្ឈមណ្ឌលការងារ', 'Centre'),
      province: column('ខេត្ត', 'Province'),
      phone: column('ទូរស័ព្ទ', 'Phone'),
      morning: column('ព្រឹក', 'AM'),
      afternoon: column('រសៀល', 'PM'),
      photo: column('យល់ព្រមឱ្យថតរូប', 'Photo consent'),
    },
  },
  specimen,
  madeAt: Date.parse('2025-05-10T02:00:00Z'),
})
