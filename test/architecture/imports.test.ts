import { expect, test } from 'vitest'
import { code, files, importsOf, matches, moduleOf, order, type Import } from './support.ts'

const all = files(['server', 'modules'], '.ts', '.js').flatMap(importsOf)
const isText = (target: string): boolean => target.startsWith('locales/')
const roots = ['server/main.ts', 'server/cli.ts']

test('every folder of modules stands in the list, in one place', () => {
  const folders = new Set(files(['modules'], '.ts', '.hbs').flatMap((path) => moduleOf(path) ?? []))
  expect([...folders].toSorted()).toEqual(order.toSorted())
})
const serverFault = ({ file, target }: Import): boolean =>
  target !== null &&
  !target.startsWith('server/') &&
  !isText(target) &&
  !(target === 'modules/index.ts' && roots.includes(file))
test('the platform knows nothing of modules', () => {
  expect(all.filter(({ file }) => file.startsWith('server/')).filter(serverFault)).toEqual([])
})
/** Own files, the platform, the matrix, texts; of another module the front door alone, and only when it stands earlier. */
const moduleFault = ({ file, target }: Import): boolean => {
  if (target === null || target.startsWith('server/') || target === 'modules/permissions.ts' || isText(target))
    return false
  const [own, other] = [moduleOf(file), moduleOf(target)]
  if (own === other && own !== undefined) return false
  return (
    own === undefined ||
    other === undefined ||
    target !== `modules/${other}/index.ts` ||
    order.indexOf(other) > order.indexOf(own)
  )
}
test('a module uses only earlier modules, only through their front doors', () => {
  expect(all.filter(({ file }) => moduleOf(file) !== undefined).filter(moduleFault)).toEqual([])
})
test('only server/db knows the driver', () => {
  const users = all.filter(({ source }) => /better-sqlite3/.test(source)).map(({ file }) => file)
  expect(users.filter((file) => !file.startsWith('server/db/'))).toEqual([])
})
test('a front door only names what others may use', () => {
  const doors = files(['modules'], '/index.ts').filter((path) => moduleOf(path) !== undefined)
  const logic = doors.filter(
    (path) =>
      code(path)
        .replaceAll(/export (?:type )?(?:\{[^}]*\}|\*) from '[^']+'/g, '')
        .trim() !== '',
  )
  expect(logic).toEqual([])
})
test('a template takes partials of its own module, an earlier one or the platform', () => {
  const used = files(['modules'], '.hbs').flatMap((file) =>
    matches(file, /\{\{#?>\s*([\w/-]+)/g).map(([, name = '']) => ({ file, own: moduleOf(file) ?? '', name })),
  )
  const later = used.filter(
    ({ own, name }) => name.includes('/') && order.indexOf(name.split('/')[0] ?? '') > order.indexOf(own),
  )
  expect(later).toEqual([])
})
