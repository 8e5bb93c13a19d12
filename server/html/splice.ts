import { randomBytes } from 'node:crypto'

/** Stands in a page for stored bytes. Made anew by each process, so that no text a person wrote can hold it. */
export const bodyMark = `\u0001${randomBytes(9).toString('base64url')}\u0001`
/** The page as bytes, with the stored ones in the place of the mark: they are never decoded, escaped or encoded again. */
export const splice = (html: string, body: Buffer): Buffer => {
  const at = html.indexOf(bodyMark)
  if (at < 0) throw new Error('a page with stored bytes has no {{{bodyHtml}}}')
  return Buffer.concat([Buffer.from(html.slice(0, at)), body, Buffer.from(html.slice(at + bodyMark.length))])
}
