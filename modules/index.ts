import type { Module } from '#server/module'
import { access } from './access/module.ts'
import { assessments } from './assessments/module.ts'
import { certificates } from './certificates/module.ts'
import { courses } from './courses/module.ts'
import { events } from './events/module.ts'
import { home } from './home/module.ts'
import { notices } from './notices/module.ts'
import { office } from './office/module.ts'
import { people } from './people/module.ts'
import { programme } from './programme/module.ts'
import { progress } from './progress/module.ts'
import { reports } from './reports/module.ts'
import { trainers } from './trainers/module.ts'

/** This order is the dependency order: a module may use only those before it, through their index.ts. */
export const modules: readonly Module[] = [
  people,
  access,
  office,
  notices,
  programme,
  progress,
  assessments,
  courses,
  trainers,
  events,
  certificates,
  reports,
  home,
]
