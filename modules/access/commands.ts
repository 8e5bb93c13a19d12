import { createInterface } from 'node:readline/promises'
import { eq } from 'drizzle-orm'
import type { Command } from '#server/module'
import type { Db } from '#server/db/open'
import { addPerson, persons } from '#modules/people'
import { hashed, setHash, shortestPassword } from './passwords.ts'

/** Answers as they were typed: a password is not trimmed at sign-in either. */
const ask = async (questions: readonly string[], words: readonly string[]): Promise<string[]> => {
  const answers = [...words]
  const reader = createInterface({ input: process.stdin, output: process.stdout })
  for (const question of questions.slice(words.length)) answers.push(await reader.question(`${question}: `))
  reader.close()
  return answers
}
const createAdmin = async (db: Db, words: readonly string[]): Promise<void> => {
  const questions = [
    'Staff ID',
    'Name in Khmer, family name first',
    'Name in Latin capitals',
    `Password (${String(shortestPassword)} characters or more)`,
  ]
  const [staffId = '', nameKm = '', nameLatin = '', password = ''] = await ask(questions, words)
  if (![staffId, nameKm, nameLatin].every((one) => one.trim())) throw new Error('staff ID and both names are needed')
  if (password.length < shortestPassword)
    throw new Error(`the password needs ${String(shortestPassword)} characters or more`)
  const hash = await hashed(password)
  const now = Date.now()
  const made = addPerson(db, { staffId, nameKm, nameLatin, roles: [{ role: 'administrator' }] }, now)
  setHash(db, made.id, hash, now)
  console.log(`${made.staffId} may sign in as administrator.`)
}
const resetPassword = async (db: Db, words: readonly string[]): Promise<void> => {
  const [staffId = '', password = ''] = await ask(['Staff ID', 'New password'], words)
  const found = db
    .select({ id: persons.id })
    .from(persons)
    .where(eq(persons.staffId, staffId.trim().toUpperCase()))
    .get()
  if (!found) throw new Error(`nobody has the staff ID ${staffId}`)
  if (password.length < shortestPassword)
    throw new Error(`the password needs ${String(shortestPassword)} characters or more`)
  setHash(db, found.id, await hashed(password), Date.now())
  console.log(`${staffId} has a new password; all of the person's logins were ended.`)
}
export const commands: Readonly<Record<string, Command>> = {
  'admin:create': { about: 'make the first administrator', run: createAdmin },
  'password:reset': { about: 'give a person a new password', run: resetPassword },
}
