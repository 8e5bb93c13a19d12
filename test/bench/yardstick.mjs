// The yardstick: what this machine can do at best with our stack, so that our own figures can be told as ratios.
// MODE=static: a constant 2 KB page. MODE=sqlite: one primary-key read and a 2 KB Handlebars page.
// Run it from a folder that has fastify, better-sqlite3 and handlebars: PORT=9102 MODE=sqlite DBFILE=./yardstick.db node yardstick.mjs
import Fastify from 'fastify'
import Database from 'better-sqlite3'
import Handlebars from 'handlebars'

const mode = process.env.MODE ?? 'sqlite'
const port = Number(process.env.PORT ?? 9102)
const app = Fastify({ logger: false })

if (mode === 'static') {
  const head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>y</title></head><body>'
  const tail = '</body></html>'
  const html = head + 'x'.repeat(2048 - head.length - tail.length) + tail
  app.get('/', (_request, reply) => {
    reply.type('text/html; charset=utf-8').send(html)
  })
} else {
  const db = new Database(process.env.DBFILE ?? './yardstick.db')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.exec(
    'create table if not exists item (id integer primary key, title text not null, body text not null, n integer not null)',
  )
  if (db.prepare('select count(*) c from item').get().c === 0) {
    const insert = db.prepare('insert into item values (?,?,?,?)')
    db.transaction(() => {
      for (let i = 1; i <= 10000; i++) insert.run(i, `Item ${i}`, `body of item ${i} `.repeat(60).slice(0, 1000), i * 7)
    })()
  }
  const get = db.prepare('select id, title, body, n from item where id = ?')
  const page = Handlebars.compile(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{title}}</title></head><body><h1>{{title}}</h1><p>{{body}}</p>' +
      '<ul>{{#each rows}}<li>{{this.k}}: {{this.v}} of {{../n}}</li>{{/each}}</ul></body></html>',
  )
  const rows = Array.from({ length: 20 }, (_, i) => ({ k: `key ${i}`, v: `value ${i} abcdefgh` }))
  let i = 0
  app.get('/', (_request, reply) => {
    i = (i + 7919) % 10000
    reply.type('text/html; charset=utf-8').send(page({ ...get.get(i + 1), rows }))
  })
}
await app.listen({ host: '127.0.0.1', port })
console.log(mode, port, process.pid)
