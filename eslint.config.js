import { fileURLToPath } from 'node:url'
import boundaries from 'eslint-plugin-boundaries'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const client = ['server/ui/js/**/*.js', 'modules/*/client/**/*.js']
const message =
  '{{from.file.path}} may not import {{to.file.path}}: a module uses the platform and the front doors of earlier modules'

/**
 * Who may import whom. The order of the modules is no pattern: test/architecture/imports.test.ts reads it from
 * modules/index.ts and holds it; here stands that nobody goes around a front door.
 */
const policies = [
  { from: { element: { type: 'server' } }, allow: { to: { element: { type: 'server' } } } },
  { from: { element: { type: 'module' } }, allow: { to: { element: { type: 'server' } } } },
  {
    from: { element: { type: 'module' } },
    allow: { to: { element: { type: 'module', captured: { name: '{{from.element.captured.name}}' } } } },
  },
  { from: { element: { type: 'module' } }, allow: { to: { file: { categories: 'front' } } } },
  { from: { element: { type: 'module' } }, allow: { to: { file: { categories: 'matrix' } } } },
  { from: { file: { categories: 'matrix' } }, allow: { to: { element: { type: 'server' } } } },
  { from: { file: { categories: 'start' } }, allow: { to: { file: { categories: 'list' } } } },
  { from: { file: { categories: 'list' } }, allow: { to: { element: { type: 'server' } } } },
  { from: { file: { categories: 'list' } }, allow: { to: { file: { categories: 'mount' } } } },
  // Every text file may be named for its type.
  { from: { element: { type: ['server', 'module'] } }, allow: { to: { element: { type: 'locales' } } } },
  { from: { element: { type: 'test' } }, allow: { to: { element: { type: '*' } } } },
  { from: { element: { type: 'test' } }, allow: { to: { file: { categories: '*' } } } },
]
const directions = {
  files: ['server/**', 'modules/**', 'test/**'],
  plugins: { boundaries },
  settings: {
    'import/resolver': { [fileURLToPath(new URL('test/architecture/resolver.cjs', import.meta.url))]: {} },
    'boundaries/elements': ['server', 'test', 'locales']
      .map((type) => ({ type, pattern: type, partialMatch: false }))
      .concat([{ type: 'module', pattern: 'modules/*', capture: ['name'], partialMatch: false }]),
    'boundaries/files': [
      { category: 'start', pattern: 'server/{main,cli}.ts' },
      { category: 'list', pattern: 'modules/index.ts' },
      { category: 'matrix', pattern: 'modules/permissions.ts' },
      { category: 'front', pattern: 'modules/*/index.ts' },
      { category: 'mount', pattern: 'modules/*/module.ts' },
    ],
    'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import'],
  },
  rules: {
    'boundaries/dependencies': ['error', { default: 'disallow', checkInternals: false, message, policies }],
    'boundaries/no-unknown': 'off',
  },
}

export default defineConfig(
  globalIgnores(['migrations/', 'data/', 'coverage/', '**/*.mjs', '**/*.cjs']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    files: ['**/*.ts'],
    rules: {
      eqeqeq: 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreVoidOperator: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // `return void done()` is how fastify's callbacks end.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // What drizzle infers is the point of these files: a written type would only repeat it, or lose it.
    files: ['server/db/columns.ts', 'server/schema.ts', 'modules/*/schema.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: client,
    languageOptions: { parserOptions: { projectService: false, project: './tsconfig.client.json' } },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      // A cast in JSDoc is not seen by this rule; tsconfig.client.json checks these files.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: [...client, 'test/**'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
    },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
  directions,
)
