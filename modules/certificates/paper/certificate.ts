import { backdrop, INK, openSheet, specimenLine, stateHead, style, type Part, type Sheet } from '#server/paper/index'
import { measuresOf, type Layout, type Measures } from './measures.ts'
import { road } from './road.ts'

/** Everything on a certificate, as it was on the day of issue: the snapshot the module keeps. Words come from outside. */
export type CertificatePaper = {
  /** Kingdom and motto, two lines. */
  readonly motto: { readonly km: readonly [string, string] }
  /** Ministry, then agency. */
  readonly issuer: { readonly km: readonly [string, string]; readonly en: readonly [string, string] }
  readonly numberLabel: { readonly km: string; readonly en: string }
  /** With Latin digits; the Khmer side shows it in Khmer digits. */
  readonly number: string
  /** The first word large, the rest below it (may be empty). */
  readonly title: { readonly km: readonly [string, string]; readonly en: string }
  /** ផ្តល់ជូន */
  readonly awardLabel: string
  readonly person: {
    readonly honorific: string
    readonly nameKm: string
    readonly nameLatin: string
    readonly sexKm: string
    readonly positionKm: string
    readonly centreKm: string
    readonly titleEn: string
    readonly positionEn: string
    readonly centreEn: string
  }
  /** The whole line under the name: «ភេទ … មុខតំណែង … នៃ …». */
  readonly personLineKm: string
  /** The whole Khmer sentence, at most two lines. */
  readonly bodyKm: string
  /** The whole English sentence with name, position, centre and dates: "Awarded to …, who has …". */
  readonly bodyEn: string
  /** The road of tiers; empty draws none. At most four. */
  readonly stations: readonly {
    readonly n: number
    readonly km: string
    readonly en: string
    readonly hours: number
    /** ១០ ម៉ោង */
    readonly hoursKm: string
    /** 10 h */
    readonly hoursEn: string
  }[]
  readonly lunarKm: string
  readonly solarKm: string
  readonly solarEn: string
  readonly signatory: {
    readonly postKm: string
    readonly postEn: string
    readonly nameKm: string
    readonly nameEn: string
  }
  /** `url` is what the QR and the link say, `host` what is printed, `code` is printed in groups as written with hyphens. */
  readonly verify: {
    readonly labelKm: string
    readonly host: string
    readonly url: string
    readonly code: string
    /** What the QR is, for a reader who hears the page. */
    readonly altKm: string
  }
  /** Printed outside the frame when this is no real certificate. */
  readonly specimen: string | null
  /** Phrases that stay on one line: dates, a number with its unit, names, compound terms. */
  readonly keep: readonly string[]
  /** Instant in ms: the file's date, so the same snapshot gives the same bytes. */
  readonly issuedAt: number
}
/** Changes whenever the same snapshot would be drawn otherwise. */
export const certificateTemplate: string = 'certificate-2'

const center = { align: 'center' } as const

/** A title of one line stands where two would have their middle. */
const title = (sheet: Sheet, paper: CertificatePaper, { title: { x, y, size, width } }: Measures): void => {
  const { km, en } = paper.title
  const fit = { ...center, width, least: 0.6, field: 'title' }
  const first = km[1] === '' ? y[0] * 0.6 + y[1] * 0.4 : y[0]
  sheet.line([km[0], style('moul', size[0], INK.teal)], x, first, { ...fit, tag: 'H1' })
  sheet.line([km[1], style('moul', size[1], INK.teal)], x, y[1], { ...fit, tag: 'H2' })
  sheet.line([en, style('bold', size[2], INK.gold)], x, y[2], fit)
}
/** Below three quarters of its size a name in one line is worse than its Latin letters in a line of their own. */
const ONE_LINE = 0.75
/** Half of 18 pt is what a reader still reads with ease. */
const LEAST = 0.5
/** A long name gets smaller, it is never broken or cut. */
const name = (sheet: Sheet, { person }: CertificatePaper, { title: { x }, award, body }: Measures): void => {
  const { honorific, nameKm, nameLatin } = person
  const fit = { ...center, width: body.width * 0.97, least: LEAST, field: 'person name' }
  const khmer = (size: number): Part[] => [
    [honorific === '' ? '' : `${honorific} `, style('bold', size * 0.76)],
    [nameKm, style('moul', size, INK.deep)],
  ]
  const latin = (before: string, size: number): Part => [
    nameLatin === '' ? '' : before + nameLatin,
    style('bold', size),
  ]
  const both = [...khmer(award.size), latin('   ', award.size * 0.74)]
  if (sheet.widthOf(both, fit.field) * ONE_LINE <= fit.width) {
    sheet.line(both, x, award.name, fit)
    return
  }
  sheet.line(khmer(award.size * 0.9), x, award.name - award.apart[0], fit)
  sheet.line(latin('', award.size * 0.58), x, award.name + award.apart[1], fit)
}
const award = (sheet: Sheet, paper: CertificatePaper, measures: Measures): void => {
  const { title, award: place, body } = measures
  sheet.line([paper.awardLabel, style('text', 12)], title.x, place.label, center)
  name(sheet, paper, measures)
  const fit = { ...center, width: body.width, field: 'personLineKm' }
  sheet.line([paper.personLineKm, style('text', 12)], title.x, place.details, fit)
}
const bodies = (sheet: Sheet, paper: CertificatePaper, { title: { x }, body, english }: Measures): void => {
  const { keep, solarEn, signatory } = paper
  const flow = { ...center, leading: body.leading, most: 2, keep, field: 'bodyKm' }
  const end = sheet.paragraph([paper.bodyKm, style('text', body.size)], x, body.y, body.width, flow)
  const more = english.isWithSignatory ? ` ${solarEn}. ${signatory.nameEn}, ${signatory.postEn}.` : ''
  const kept = [...keep, solarEn, signatory.nameEn, signatory.postEn]
  const small = { ...center, leading: 1.4, most: english.lines, keep: kept, field: 'bodyEn' }
  const text: Part = [`${paper.bodyEn}${more}`, style('text', english.size, INK.soft)]
  sheet.paragraph(text, x, end + body.gap, english.width, small)
}
const signature = (
  sheet: Sheet,
  paper: CertificatePaper,
  { sign: { x, y, gap, width, post, name } }: Measures,
): void => {
  const { lunarKm, solarKm, signatory } = paper
  const fit = { ...center, width }
  sheet.line([lunarKm, style('text', 10.6)], x, y, { ...fit, field: 'lunarKm' })
  sheet.line([solarKm, style('text', 10.6)], x, y + gap, { ...fit, field: 'solarKm' })
  sheet.line([signatory.postKm, style('moul', 12.4, INK.deep)], x, post, { ...fit, field: 'signatory.postKm' })
  sheet.line([signatory.nameKm, style('moul', 11)], x, name, { ...fit, field: 'signatory.nameKm' })
}
const verification = (sheet: Sheet, paper: CertificatePaper, { verify: place }: Measures): void => {
  const { labelKm, host, url, code, altKm } = paper.verify
  const { x, y, side, text, width } = place
  const [label, where]: [Part, Part] = [
    [labelKm, style('text', place.isBelow ? 8.8 : 9, INK.soft)],
    [host, style('text', 9.4)],
  ]
  const grouped: Part = [code.split('-').join('  '), style('bold', place.isBelow ? 11 : 11.5, INK.deep)]
  sheet.qr(url, x, y, side, altKm)
  if (place.isBelow) {
    const fit = { ...center, width, field: 'verify' }
    sheet.line(label, text, y - 2.4, fit)
    sheet.line(where, text, y + side + 3.4, fit)
    sheet.line(grouped, text, y + side + 8.8, fit)
    return
  }
  const fit = { width, field: 'verify' }
  const { nameEn, postEn } = paper.signatory
  sheet.line([label, [' ', label[1]], where], text, y + 7.2, fit)
  sheet.line(grouped, text, y + 13.2, fit)
  sheet.line([paper.solarEn, style('text', 8, INK.soft)], text, y + 19, { ...fit, field: 'solarKm' })
  sheet.line([`${nameEn}, ${postEn}`, style('text', 8, INK.soft)], text, y + 22.8, { ...fit, field: 'signatory' })
}

/** The certificate on a sheet that is not closed yet: what it says line by line is `drawn`. */
export const layCertificate = async (paper: CertificatePaper, layout: Layout): Promise<Sheet> => {
  const measures = measuresOf(layout, paper.stations.length > 0)
  const { width, height } = measures
  const sheet = await openSheet(width, height, {
    title: `${paper.title.km.join('')} ${paper.number}`,
    subject: paper.title.en,
    author: paper.issuer.en[1],
    date: paper.issuedAt,
  })
  sheet.backdrop(backdrop(width, height, measures.rosette, measures.crest))
  specimenLine(sheet, paper.specimen)
  stateHead(sheet, paper, measures.head)
  title(sheet, paper, measures)
  award(sheet, paper, measures)
  bodies(sheet, paper, measures)
  road(sheet, paper, measures.road)
  signature(sheet, paper, measures)
  verification(sheet, paper, measures)
  return sheet
}
/** Draws the certificate as a tagged PDF; throws an Error naming the field that does not fit. */
export const drawCertificate = async (paper: CertificatePaper, layout: Layout): Promise<Buffer> =>
  (await layCertificate(paper, layout)).finish()
