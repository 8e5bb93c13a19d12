/** Common family and given names, put together by chance: no pair is taken from a real person. */
type Name = readonly [km: string, latin: string]
export const familyNames: readonly Name[] = [
  ['កែវ', 'KEO'], ['ឈិន', 'CHHIN'], ['ទូច', 'TOUCH'], ['នួន', 'NUON'], ['ភោគ', 'PHOK'], ['ម៉ៅ', 'MAO'], ['យិន', 'YIN'], ['លឹម', 'LIM'],
  ['ហេង', 'HENG'], ['ឡុង', 'LONG'], ['សុខ', 'SOK'], ['ចាន់', 'CHAN'], ['ស៊ុន', 'SUN'], ['ងួន', 'NGUON'], ['អ៊ុក', 'UK'], ['ពេជ្រ', 'PICH'],
  ['ប៊ុន', 'BUN'], ['ឈួន', 'CHHUON'], ['ទេព', 'TEP'], ['នី', 'NY'], ['ផាន់', 'PHAN'], ['មាស', 'MEAS'], ['យ៉ែម', 'YEM'], ['រស់', 'ROS'],
  ['វ៉ាន់', 'VAN'], ['ស៊ិន', 'SIN'], ['ហួត', 'HUOT'], ['អ៊ឹម', 'IM'], ['គង់', 'KONG'], ['ជា', 'CHEA'], ['ឌុច', 'DUCH'], ['តាន់', 'TAN'],
] // prettier-ignore
export const womensNames: readonly Name[] = [
  ['ស្រីមុំ', 'SREYMOM'], ['បុប្ផា', 'BOPHA'], ['សុភាព', 'SOPHEAP'], ['ចន្ថា', 'CHANTHA'], ['រស្មី', 'REAKSMEY'], ['កល្យាណ', 'KALYAN'], ['ធីតា', 'THIDA'], ['សុជាតា', 'SOCHEATA'],
  ['ម៉ាលី', 'MALY'], ['វត្តី', 'VATEY'], ['ណារី', 'NARY'], ['ពិសី', 'PISEY'], ['លក្ខិណា', 'LEAKHENA'], ['ចរិយា', 'CHARIYA'], ['សុវណ្ណារី', 'SOVANNARY'], ['ដាលីស', 'DALIS'],
  ['រតនា', 'RATANA'], ['មុនីកា', 'MONIKA'], ['ទេវី', 'TEVY'], ['នារី', 'NEARY'], ['ស្រីនិច', 'SREYNICH'], ['គន្ធា', 'KUNTHEA'],
] // prettier-ignore
export const mensNames: readonly Name[] = [
  ['មករា', 'MAKARA'], ['ពិសិដ្ឋ', 'PISETH'], ['គឹមឡេង', 'KIMLENG'], ['សុវណ្ណ', 'SOVANN'], ['ដារ៉ា', 'DARA'], ['វិសាល', 'VISAL'], ['បញ្ញា', 'PANHA'], ['រិទ្ធី', 'RITHY'],
  ['សំណាង', 'SAMNANG'], ['វុទ្ធី', 'VUTHY'], ['ចាន់ថន', 'CHANTHAN'], ['សម្បត្តិ', 'SAMBATH'], ['ភារុណ', 'PHEARUN'], ['ណារិទ្ធ', 'NARITH'], ['កុសល', 'KOSAL'], ['មុនីរ័ត្ន', 'MONYRATH'],
  ['ធារ៉ា', 'THEARA'], ['សុភ័ក្រ', 'SOPHEAK'], ['វណ្ណៈ', 'VANNAK'], ['បូរី', 'BOREY'],
] // prettier-ignore
