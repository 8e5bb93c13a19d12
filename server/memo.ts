/** Makes the thing of a key at its first use and keeps it. */
export const memo = <Key, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const all = new Map<Key, Made>()
  return (key) => {
    const known = all.get(key)
    if (known !== undefined) return known
    const made = make(key)
    all.set(key, made)
    return made
  }
}
