/** A line that cannot be set: too long for its place, a letter that no face has, or not in the stored form. */
export class Misfit extends Error {
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}
/** Says of whatever goes wrong with a line which field it stands for. */
export const naming = <Result>(field: string, set: () => Result): Result => {
  try {
    return set()
  } catch (error) {
    if (error instanceof Misfit) throw error
    throw new Misfit(field, `${field}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
