import { drawCertificate } from '/work/main/modules/certificates/paper/certificate.ts'
import { drawTranscript } from '/work/main/modules/certificates/paper/transcript.ts'
import { drawAttendanceSheet } from '/work/main/modules/events/sheet-paper.ts'
import { certificate } from '/work/main/test/server/paper/samples.ts'
import { transcript } from '/work/main/test/server/paper/samples-transcript.ts'
import { sheetOf } from '/work/main/test/server/paper/samples-sheet.ts'
const cpu = async (f: () => Promise<unknown>) => { const c = process.cpuUsage(); await f(); const d = process.cpuUsage(c); return (d.user + d.system) / 1000 }
const r0 = process.memoryUsage().rss / 1e6
const one = (i: number) => ({ ...certificate, number: `NEA/PES/PW/2025/${String(i).padStart(4, '0')}`, person: { ...certificate.person, nameLatin: `SAMPLE ${i}` }, bodyEn: certificate.bodyEn.replace('PRUM SOPHEAKTRA', `SAMPLE ${i}`), verify: { ...certificate.verify, code: `K7QM-2P4D-${1000 + i}`, url: `HTTPS://VERIFY.NEA.EXAMPLE/K7QM2P4D${1000 + i}` } })
console.log('first', (await cpu(() => drawCertificate(one(0), 'landscape'))).toFixed(0), 'rss', r0.toFixed(0), (process.memoryUsage().rss / 1e6).toFixed(0))
const med = async (f: (i: number) => Promise<unknown>, n = 50) => { const t: number[] = []; for (let i = 0; i < n; i++) t.push(await cpu(() => f(i))); t.sort((a, b) => a - b); return `${t[Math.floor(n/2)].toFixed(1)} (p95 ${t[Math.floor(n*.95)].toFixed(1)})` }
for (let r = 0; r < 6; r++) console.log('landscape', await med((i) => drawCertificate(one(r * 50 + i), 'landscape')))
console.log('portrait', await med((i) => drawCertificate(one(i), 'portrait')))
await med(() => drawTranscript(transcript)); console.log('transcript', await med(() => drawTranscript(transcript)))
await med(() => drawAttendanceSheet(sheetOf(20, 2))); console.log('sheet', await med(() => drawAttendanceSheet(sheetOf(20, 2))))
console.log('rss', (process.memoryUsage().rss / 1e6).toFixed(0))
