import { writeFileSync } from 'node:fs'
import { drawCertificate } from '../../../modules/certificates/paper/certificate.ts'
import { certificate, participation } from './samples.ts'
console.log(process.memoryUsage().rss / 1e6)
for (const l of ['landscape', 'portrait'] as const) {
  writeFileSync(`/tmp/papers/certificate-${l}.pdf`, await drawCertificate(certificate, l))
  writeFileSync(`/tmp/papers/participation-${l}.pdf`, await drawCertificate(participation, l))
}
console.log(process.memoryUsage().rss / 1e6)
const times: number[] = []
for (let i = 0; i < 400; i++) {
  const t = process.cpuUsage()
  const b = await drawCertificate({ ...certificate, number: `NEA/PES/PW/2025/${String(i).padStart(4, '0')}`, person: { ...certificate.person, nameLatin: `SAMPLE ${i}` } , verify: {...certificate.verify, code: `K7QM-2P4D-${1000+i}`, url: `HTTPS://VERIFY.NEA.EXAMPLE/K7QM2P4D${1000+i}`}}, 'landscape')
  const { user, system } = process.cpuUsage(t)
  times.push((user + system) / 1000)
  if (i === 0) console.log(b.length)
}
const warm = times.slice(20,70).sort((a, b) => a - b)
console.log('median', warm[25], 'p95', warm[47], 'rss', process.memoryUsage().rss / 1e6)
