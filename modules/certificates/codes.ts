/** Crockford's base 32: no I, L, O, U, so that a code read from paper or over the phone comes out right. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Bytes of chance in a code: 80 bits, which nobody guesses. */
export const codeBytes = 10
const shape = /^[0-9A-HJKMNP-TV-Z]{16}$/
/** No code holds a dash, so nothing is ever found by this: what is no code is looked up like one that is unknown. */
const nobody = '----------------'

/** Sixteen letters from ten bytes of chance. */
export const codeOf = (bytes: Uint8Array): string => {
  let bits = 0n
  for (const byte of bytes.subarray(0, codeBytes)) bits = (bits << 8n) | BigInt(byte)
  let code = ''
  for (let at = 0; at < 16; at++, bits >>= 5n) code = (letters[Number(bits & 31n)] ?? '') + code
  return code
}
/** The key of what somebody typed: any case, with or without dashes and spaces, O and I and L as they look. */
export const keyOf = (typed: string): string => {
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return shape.test(code) ? code : nobody
}
/** "7K3M-Q2XA-91BD-TW0C": as it stands on paper. */
export const grouped = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-')
