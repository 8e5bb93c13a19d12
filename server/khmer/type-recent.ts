/**
 * Makes the thing of a key at its first use and keeps it until `limit` things are kept; then it begins anew. Fixed words
 * come back on every paper and are soon there again; names do not, so nothing grows for ever.
 */
export const recent = <Made>(limit: number, make: (key: string) => Made): ((key: string) => Made) => {
  const all = new Map<string, Made>()
  return (key) => {
    const known = all.get(key)
    if (known !== undefined) return known
    if (all.size >= limit) all.clear()
    const made = make(key)
    all.set(key, made)
    return made
  }
}
