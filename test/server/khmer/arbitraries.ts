import fc from 'fast-check'

const CONSONANTS = Array.from('កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ')
const SUBSCRIPTS = CONSONANTS.filter((letter) => letter !== 'រ' && letter !== 'ដ').map((letter) => `្${letter}`)
const VOWELS = Array.from('ាិីឹឺុូួើឿៀេែៃោៅ')
const SIGNS = Array.from('ំ់័៍៎៏')

const maybe = (parts: readonly string[]) => fc.constantFrom('', ...parts)

/** A base and what hangs on it in the canonical order, at most one of each class, empty where absent. */
export const syllableParts = fc.tuple(
  fc.constantFrom(...CONSONANTS),
  maybe(['៌']),
  maybe(SUBSCRIPTS),
  maybe(['្រ']),
  maybe(['៉', '៊']),
  maybe(VOWELS),
  maybe(SIGNS),
  maybe(['ះ', 'ៈ']),
)

/** ុ before ័ is how a shifter is mistyped, so it is no syllable of its own. */
export const syllable = syllableParts.filter((parts) => !/ុ័/.test(parts.join('')))

export const shuffledSyllable = syllable.chain(([base, ...marks]) =>
  fc
    .shuffledSubarray(marks, { minLength: marks.length })
    .map((shuffled) => ({ canonical: [base, ...marks].join(''), typed: [base, ...shuffled].join('') })),
)

/** Anything at all that a keyboard, a paste or a bad program can send: mostly nonsense. */
export const nonsense = fc.string({
  maxLength: 24,
  unit: fc.oneof(
    fc.integer({ min: 0x1780, max: 0x17ff }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('្', '្រ', '្ដ', 'ំ', 'េ', 'ា', 'ុ', 'ី'),
    fc.constantFrom(
      '\u200b',
      '\u200c',
      '\u200d',
      '\ufeff',
      '\u00ad',
      '\u0301',
      '\u0323',
      ' ',
      '\n',
      'e',
      'F7',
      '١',
      '👩‍👧',
    ),
  ),
})

const initials = fc.constantFrom(...CONSONANTS, ...CONSONANTS, 'ឥ', 'ឧ', 'ឯ', 'ឱ', 'ឫ')
const nameSyllable = fc
  .tuple(
    initials,
    maybe(SUBSCRIPTS),
    maybe(['្រ']),
    maybe(['៉', '៊', '']),
    maybe([...VOWELS, 'ុំ', 'ាំ', 'ំ', 'ុះ', 'េះ', 'ោះ']),
    maybe([...CONSONANTS.slice(0, 20), 'ត់', 'ន្ត', 'ណ្ណ', 'ម៌', 'ន៍', 'ក់']),
  )
  .map((parts) => parts.join(''))

const khmerName = fc
  .array(
    fc.array(nameSyllable, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 2 },
  )
  .map((parts) => parts.join(' '))

const latinName = fc
  .array(fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom(...Array.from('aehiknoprstuvyAEHKNSé')) }), {
    minLength: 1,
    maxLength: 2,
  })
  .map((parts) => parts.join(' '))

export const personName = fc.oneof(khmerName, khmerName, latinName)

/** Two names that share a beginning are the interesting pairs. */
export const twoNames = fc
  .tuple(fc.constantFrom('', 'សុខ ', 'ស', 'Sok ', 'វគ្គទី'), fc.oneof(personName, fc.nat(1200).map(String)), personName)
  .chain(([start, a, b]) => fc.constantFrom([start + a, start + b] as const, [a, b] as const))
