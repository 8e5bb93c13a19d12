const ZERO_TO_KHMER = 0x17e0 - 0x30

/** 0–9 → ០–៩; everything else stays. Format a number in Latin first: `Intl` with Khmer digits swaps the separators. */
export function khmerDigits(text: string | number): string {
  let khmer = ''
  for (const letter of String(text))
    khmer += letter >= '0' && letter <= '9' ? String.fromCharCode(letter.charCodeAt(0) + ZERO_TO_KHMER) : letter
  return khmer
}

/** ០–៩ → 0–9; everything else stays. To be called before `Number()` or `\d` sees what a person typed. */
export function latinDigits(text: string): string {
  return text.replace(/[\u17e0-\u17e9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - ZERO_TO_KHMER))
}
