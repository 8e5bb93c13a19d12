import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Config } from '#server/config'
import { open } from '#server/db/open'
import { holdsDemo, removeFile } from '#server/demo'
import type { Module } from '#server/module'
import { prepare } from '#server/prepare'

const agreed = async (file: string): Promise<boolean> => {
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await reader.question(`Delete ${file} and all that was typed into it? (yes/no) `)
  reader.close()
  return answer.trim().toLowerCase() === 'yes'
}
const isDemoFile = (file: string): boolean => {
  if (!existsSync(file)) return true
  const db = open(file, true)
  try {
    return holdsDemo(db)
  } finally {
    db.$client.close()
  }
}
/** Deletes the demo's database; the next start writes a fresh one. Refuses any file that no demo wrote, whatever was typed. */
export const resetDemo = async (words: readonly string[], { isDemo, folder }: Config): Promise<void> => {
  if (!isDemo) throw new Error('Only a demo may be reset: LMS_ENV is production.')
  const file = join(folder, 'lms.db')
  if (!isDemoFile(file))
    throw new Error(`${file} was not written by the demo: it is not deleted. Whoever is sure removes it by hand.`)
  if (!words.includes('--yes') && !(await agreed(file))) {
    console.log('Nothing was deleted.')
    return
  }
  removeFile(file)
  console.log(`${file} is gone. The next start writes the demo again.`)
}
/** Brings `content/` into an empty house of its own. Throws what does not fit, one line a problem. */
export const checkContent = (config: Config, modules: readonly Module[]): void => {
  const folder = mkdtempSync(join(tmpdir(), 'lms-content-'))
  try {
    prepare({ ...config, folder }, modules, Date.now()).db.$client.close()
    console.log('The content fits together.')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
