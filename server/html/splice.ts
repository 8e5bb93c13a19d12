import { randomBytes } from 'node:crypto'

/** Stands in a page for stored bytes. Made anew by each process, so that no text a person wrote can hold it. */
export const bodyMark = `\u0001${randomBytes(9).toString('base64url')}\u0001`
/** A page is cut from a slab of so many bytes: 8 KB, as Node has it, means memory of its own for each one (a third slower, measured). */
Buffer.poolSize = 256 << 10
/** Pages are written here first: the exact length of Khmer in bytes is known only afterwards. */
const scratch = Buffer.allocUnsafeSlow(1 << 20)
/** A text takes at most three bytes a UTF-16 unit. */
const bytesOf = (html: string): Buffer =>
  html.length * 3 > scratch.length ? Buffer.from(html) : scratch.subarray(0, scratch.write(html))
/** The page as bytes, with stored ones in the place of the mark: they are never decoded, escaped or encoded again. */
export const splice = (html: string, body: Buffer): Buffer => {
  const bytes = bytesOf(html)
  const at = bytes.indexOf(bodyMark)
  if (at < 0) throw new Error('a page with stored bytes has no {{{bodyHtml}}}')
  return Buffer.concat([bytes.subarray(0, at), body, bytes.subarray(at + bodyMark.length)])
}
