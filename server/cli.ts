import { join } from 'node:path'
import { checkViews, derivedOf, learnAll } from '#server/compose'
import { readConfig, type Config } from '#server/config'
import { migrate } from '#server/db/migrate'
import { open } from '#server/db/open'
import { verify } from '#server/journal'
import type { Command } from '#server/module'
import { foldersOf, prepare } from '#server/prepare'
import { modules } from '../modules/index.ts'
import { seedDemo } from './demo.ts'
import { checkContent, resetDemo } from './rehearsal.ts'

const own: Readonly<Record<string, Command>> = {
  'db:migrate': {
    about: 'bring the file to today’s tables; --repair re-creates views and triggers',
    run: (db, words, config) => {
      const copyTo = join(foldersOf(config.folder).backups, `before-migration-${String(Date.now())}.db`)
      console.log(migrate(db, derivedOf(modules), { copyTo, repair: words.includes('--repair') }))
      checkViews(db)
    },
  },
  'db:seed': {
    about: 'content and, in an empty demo house, the demo programme',
    run: (db, _words, config) => (config.isDemo ? seedDemo(db, config, modules) : undefined),
  },
  'journal:verify': {
    about: 'walk the chain of the journal',
    run: (db) => {
      const { checked, fault } = verify(db)
      console.log(
        fault
          ? `entry ${String(fault.id)} was altered (${fault.why}); ${String(checked)} entries before it are sound`
          : `${String(checked)} entries, all sound`,
      )
      if (fault) process.exitCode = 1
    },
  },
}
/** What must not open today's file first. */
const without: Readonly<
  Record<string, { about: string; run: (words: readonly string[], config: Config) => Promise<void> | void }>
> = {
  'db:reset': { about: 'delete the demo’s file; asks first, or --yes', run: resetDemo },
  'content:check': {
    about: 'read content/ into an empty house and say what does not fit',
    run: (_words, config) => {
      checkContent(config, modules)
    },
  },
}
const run = async (): Promise<void> => {
  const [name = '', ...words] = process.argv.slice(2)
  const commands = { ...own, ...Object.assign({}, ...modules.map((one) => one.commands ?? {})) } as Readonly<
    Record<string, Command>
  >
  const early = without[name]
  const command = commands[name]
  if (!early && !command) {
    console.log(
      Object.entries({ ...commands, ...without })
        .map(([word, { about }]) => `  ${word.padEnd(16)} ${about}`)
        .join('\n'),
    )
    process.exitCode = name ? 2 : 0
    return
  }
  const config = readConfig(process.env)
  learnAll(modules)
  await early?.run(words, config)
  if (!command) return
  const db = name === 'db:migrate' ? open(foldersOf(config.folder).file) : prepare(config, modules, Date.now()).db
  await command.run(db, words, config)
  db.$client.close()
}
run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
