// Where an import leads, for eslint-plugin-boundaries: relative paths, and the `imports` map of package.json.
const { existsSync } = require('node:fs')
const { dirname, join, resolve } = require('node:path')

const root = join(__dirname, '../..')
const { imports } = require('../../package.json')
const mapped = (source) => {
  for (const [from, to] of Object.entries(imports)) {
    if (from === source) return to
    const stem = from.slice(0, -1)
    if (from.endsWith('*') && source.startsWith(stem)) return to.replace('*', source.slice(stem.length))
  }
  return undefined
}
exports.interfaceVersion = 2
exports.resolve = (source, file) => {
  const target = source.startsWith('#') ? mapped(source) : source
  if (target === undefined || !target.startsWith('.')) return { found: false }
  const path = source.startsWith('#') ? join(root, target) : resolve(dirname(file), target)
  return existsSync(path) ? { found: true, path } : { found: false }
}
