import QRCode from 'qrcode'
import { INK } from './ink.ts'
import type { Pen } from './pen.ts'

/** White modules that a reader wants around the code. */
const QUIET = 4

/**
 * Writes the QR of `text` into a white square of `side` mm, quiet zone included, dark modules in runs. Text in capitals
 * and digits gives a coarser, easier code than the same in small letters.
 */
export const qr = (pen: Pen, text: string, x: number, y: number, side: number): void => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const unit = side / (modules.size + 2 * QUIET)
  pen.fill(INK.paper).rect(x, y, side, side).add('f').fill(INK.ink)
  for (let row = 0; row < modules.size; row++)
    for (let from = 0; from < modules.size; from++) {
      let to = from
      while (to < modules.size && modules.get(row, to) === 1) to++
      if (to > from) pen.rect(x + (from + QUIET) * unit, y + (row + QUIET) * unit, (to - from) * unit, unit)
      from = to
    }
  pen.add('f')
}
