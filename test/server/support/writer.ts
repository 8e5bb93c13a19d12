/** Writes row after row and says each number when its write has returned: what it said must never be lost. */
import { writeSync } from 'node:fs'
import { open } from '#server/db/open'
import { write } from '#server/db/write'
import { record } from '#server/journal'
import { settings } from '#server/schema'

const [file = '', first = '0'] = process.argv.slice(2)
const db = open(file)
const add = (n: number): void => {
  write(db, (tx) => {
    tx.insert(settings)
      .values({ key: String(n), value: 'ខ្មែរ '.repeat(50), changedAt: n })
      .run()
    record(tx, null, { action: 'system.command', subject: `settings/${String(n)}`, at: n, values: { n } })
  })
  writeSync(1, `${String(n)}\n`)
}
process.on('message', () => {
  for (let n = Number(first); ; n++) add(n)
})
process.send?.({ said: 'ready' })
