/**
 * Browsers break Khmer inside compounds and before a last number (seen in Chromium: លក្ខ|ខណ្ឌ, ខេត្តទាំង | ២៥).
 * The cure is a span that does not wrap, put in when a page is made; stored text stays clean.
 */
const compounds = [
  'លក្ខខណ្ឌ', 'ពាក់កណ្តាលថ្ងៃ', 'ប្រកបដោយ', 'មិត្តរួមការងារ', 'បណ្តុះបណ្តាល', 'មជ្ឈមណ្ឌលការងារ', 'មន្ត្រីសេវាមុខរបរ',
  'វិញ្ញាបនបត្រ', 'ពាក្យសម្ងាត់', 'លេខទូរស័ព្ទ', 'លេខសម្គាល់មន្ត្រី', 'អ្នកស្វែងរកការងារ', 'វគ្គអនុវត្តថ្នាក់ខេត្ត',
  'គ្រូបង្គោល', 'ម៉ូឌុលមូលដ្ឋាន', 'សិក្ខាសាលាអនឡាញ', 'កំណត់ត្រាការសិក្សា', 'ឃ្លាំងសំណួរ', 'លក្ខណៈវិនិច្ឆ័យ',
  'អ្នកគ្រប់គ្រងប្រព័ន្ធ', 'និយោជក', 'រយៈពេល', 'មិនទាន់', 'ព័ត៌មាន', 'ត្រូវការ',
] // prettier-ignore
/** A number or a placeholder for one. */
const number = String.raw`(?:\{\{\w+\}\}|[០-៩\d]+(?:[:.,–-][០-៩\d]+)*%?)`
/** "៥ ក្នុង ៨ ម៉ូឌុល", "១៨ នាទី", "ម៉ោង ៨:៣០ ព្រឹក": number, unit and what joins them. */
const counted = String.raw`${number} ក្នុង ${number}(?: [\u1780-\u17D3]{2,12}(?![\u1780-\u17D3]))?|(?:ម៉ោង )?${number} (?:នាទី|នាក់|ម៉ូឌុល|មេរៀន|សំណួរ|លើក|ដង|ថ្ងៃ|ខែ|ឆ្នាំ|ពិន្ទុ|វគ្គ|ព្រឹក|រសៀល|ល្ងាច|យប់)(?![\u1780-\u17D3])`
const pattern = new RegExp(`${counted}|${compounds.toSorted((a, b) => b.length - a.length).join('|')}`, 'g')

/** Wraps what must stay on one line. The text is HTML without tags, or a template text with `{{placeholders}}`. */
export const keepTogether = (words: string): string =>
  words.replaceAll(pattern, (found) => `<span class="nw">${found}</span>`)
