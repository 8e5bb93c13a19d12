import { khmerDigits } from '#server/khmer'
import { INK, style, type Pen, type Sheet } from '#server/paper/index'
import type { CertificatePaper } from './certificate.ts'
import type { Measures } from './measures.ts'

const GAP = 1.6
const RING = 0.75

const link = (pen: Pen, from: number, to: number, y: number): void => {
  const middle = (from + to) / 2
  pen
    .stroke(INK.gold, 0.3)
    .line(from, y, middle - 1.5, y)
    .line(middle + 1.5, y, to, y)
  pen.put(middle, y, { sx: 0.8 }, (bead) => {
    bead.fill(INK.gold).path('M-1,0 L0,-1 L1,0 L0,1Z').add('f')
  })
}
const disc = (pen: Pen, x: number, y: number, r: number): void => {
  pen
    .fill(INK.paper)
    .circle(x, y, r + RING)
    .add('f')
  pen
    .stroke(INK.gold, 0.28)
    .circle(x, y, r + RING)
    .add('S')
  pen.fill(INK.teal).circle(x, y, r).add('f')
}
type Station = CertificatePaper['stations'][number]
const words = (sheet: Sheet, station: Station, x: number, y: number, width: number, keep: readonly string[]): void => {
  const center = { align: 'center', field: `stations ${String(station.n)}` } as const
  const flow = { ...center, leading: 1.6, most: 2, keep }
  const end = sheet.paragraph([station.km, style('bold', 9.2)], x, y, width, flow)
  sheet.line([station.hoursKm, style('bold', 9.2, INK.teal)], x, end + 5.2, { ...center, width })
  sheet.line([`${station.en}, ${station.hoursEn}`, style('text', 7, INK.soft)], x, end + 9.2, {
    ...center,
    width,
    least: 0.7,
  })
}

/** The stations on one road: the programme's recurring picture. Draws nothing where there are none. */
export const road = (
  sheet: Sheet,
  { stations, keep }: CertificatePaper,
  { x, y, width, r }: Measures['road'],
): void => {
  if (stations.length === 0) return
  const step = width / stations.length
  const at = (i: number): number => x + step * (i + 0.5)
  sheet.artifact((pen) => {
    stations.slice(1).forEach((_, i) => void link(pen, at(i) + r + GAP, at(i + 1) - r - GAP, y))
    stations.forEach((_, i) => void disc(pen, at(i), y, r))
  })
  sheet.within(
    'L',
    () =>
      void stations.forEach(
        (station, i) =>
          void sheet.within('LI', () => {
            const number = khmerDigits(station.n)
            sheet.line([number, style('bold', 13, INK.paper)], at(i), y + 1.55, { align: 'center', tag: 'Lbl' })
            sheet.within('LBody', () => void words(sheet, station, at(i), y + r + 6.4, step - 2, keep))
          }),
      ),
  )
}
