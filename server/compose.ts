import { readFileSync } from 'node:fs'
import type { Db } from '#server/db/open'
import { languages, learn, type Tree } from '#server/i18n'
import type { Module } from '#server/module'
import { statementsView, subjectsView } from '#server/statement'

const root = new URL('../', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, root), 'utf8')

/** SQL of every derived object, in the order of the list: the platform's, the two common views, each module's. */
export const derivedOf = (modules: readonly Module[]): string[] => [
  textOf('server/derived.sql'),
  subjectsView(modules.flatMap((one) => one.subjects ?? [])),
  statementsView(modules.flatMap((one) => one.statements ?? [])),
  ...modules.flatMap((one) => one.derived ?? []),
]
/** Learns all texts of all modules in both languages. */
export const learnAll = (modules: readonly Module[]): void => {
  for (const language of languages)
    for (const name of ['server', ...modules.map((one) => one.name)])
      learn(language, name, JSON.parse(textOf(`locales/${language}/${name}.json`)) as Tree)
}
/** Creating a view does not check its columns: reading it once does. */
export const checkViews = (db: Db): void => {
  for (const view of ['statements', 'subjects']) db.$client.prepare(`select * from ${view} limit 0`).all()
}
