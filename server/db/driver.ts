import Database from 'better-sqlite3'

/** The only file, with open.ts, that knows the driver. */
export const { SqliteError } = Database

/** The driver's error code, also through drizzle's wrapper. */
export const errorCode = (error: unknown): string | undefined => {
  if (error instanceof SqliteError) return error.code
  return error instanceof Error && error.cause ? errorCode(error.cause) : undefined
}
/** Whether a unique constraint decided: the only reader of this code, so that a race reads as its rule. */
export const isUnique = (error: unknown): boolean => {
  const code = errorCode(error)
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
