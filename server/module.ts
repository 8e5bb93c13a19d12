import type { FastifyInstance } from 'fastify'
import type { Access, Actor } from '#server/actor'
import type { Config } from '#server/config'
import type { Db, Tx } from '#server/db/open'
import type { TextKey } from '#server/i18n'
import type { Job } from '#server/jobs'
import type { Schedule } from '#server/runner'
import type { Setting } from '#server/settings'
import type { Statements, Subjects } from '#server/statement'

export type App = FastifyInstance
/**
 * An entry of the menu; the lowest `place` stands first. `bar`: it also stands in the bottom bar of a phone. `aside`: only
 * in the menu of the account, so that the top bar has room.
 */
export type NavEntry = {
  place: number
  href: string
  text: TextKey
  icon: string
  access: Access
  bar?: boolean
  aside?: boolean
  exact?: boolean
}
export type Demo = { db: Db; now: number; seed: number }
/** What the command line hands to a command. */
export type Command = { about: string; run: (db: Db, words: readonly string[], config: Config) => Promise<void> | void }

export type Module = {
  name: string
  routes: (app: App) => void
  /** SQL of views, triggers and full-text tables: dropped before a migration, created after it. */
  derived?: string
  nav?: readonly NavEntry[]
  /** Exactly one module says who sends a request. */
  identify?: (db: Db, token: string, now: number) => Actor | undefined
  statements?: readonly Statements[]
  subjects?: readonly Subjects[]
  person?: {
    merge: (tx: Tx, from: number, into: number) => void
    erase: (tx: Tx, person: number) => void
    export: (db: Db, person: number) => unknown
  }
  settings?: readonly Setting[]
  jobs?: readonly Job[]
  schedule?: readonly Schedule[]
  commands?: Readonly<Record<string, Command>>
  /** Brings `content/` into the tables, at each start; does nothing when nothing changed. */
  content?: (db: Db, now: number) => void
  /** What must hold once all content is in: one line for each thing that does not. The start refuses any. */
  check?: (db: Db) => readonly string[]
  demo?: (given: Demo) => Promise<void> | void
  /** Lets every demo person sign in with this password. */
  demoPassword?: (db: Db, password: string, now: number) => Promise<void>
  /** Whether there are people yet: an empty house may become a demo. */
  isInhabited?: (db: Db) => boolean
}
const slots: Readonly<Record<keyof Module, true>> = {
  name: true, routes: true, derived: true, nav: true, identify: true, statements: true, subjects: true, person: true,
  settings: true, jobs: true, schedule: true, commands: true, content: true, check: true, demo: true,
  demoPassword: true, isInhabited: true,
} // prettier-ignore

/** Refuses at boot what no slot stands for, and anything but one `identify`. */
export const checkSlots = (modules: readonly Module[]): void => {
  for (const one of modules)
    for (const slot of Object.keys(one))
      if (!(slot in slots)) throw new Error(`module ${one.name} has an unknown slot: ${slot}`)
  const sayWho = modules.filter((one) => one.identify).map(({ name }) => name)
  if (sayWho.length > 1) throw new Error(`more than one module says who sends a request: ${sayWho.join(', ')}`)
}
