import Database from 'better-sqlite3'

/** The only file, with open.ts, that knows the driver. */
export const { SqliteError } = Database

const isUnbuilt = (error: unknown): boolean =>
  error instanceof Error &&
  (error.message.startsWith('Could not locate the bindings file') ||
    (error as NodeJS.ErrnoException).code === 'ERR_DLOPEN_FAILED')
/** Opens a connection. The compiled driver is loaded with the first one: a machine without it learns here what it lacks. */
export const connect = (source: string | Buffer, readonly: boolean): Database.Database => {
  try {
    return new Database(source, { readonly })
  } catch (error) {
    if (!isUnbuilt(error)) throw error
    throw new Error(
      `The SQLite driver (better-sqlite3) is not built for Node ${process.version} on this machine.
Install a compiler and build it, on Debian or Ubuntu:
  apt-get install build-essential python3
  npm rebuild better-sqlite3 --foreground-scripts`,
      { cause: error },
    )
  }
}

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
