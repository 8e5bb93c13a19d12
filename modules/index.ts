import type { Module } from '#server/module'
import { access } from './access/module.ts'
import { people } from './people/module.ts'

/** This order is the dependency order: a module may use only those before it, through their index.ts. */
export const modules: readonly Module[] = [people, access]
