import { fileURLToPath } from 'node:url'
import tseslint from 'typescript-eslint'
import { house, houseRules } from './rules/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const typed = ['{app,server,db,jobs,tests}/**/*.{ts,tsx}']

/** The linter's rules; `rooms.js` and `rules/` hold what is particular to this house. */
export default tseslint.config(
  {
    ignores: [
      // conversations of the sample: words, which the compiler holds to their shape
      'db/demo/topics/**',
      'build/',
      '.data/',
      '.cache/',
      'node_modules/',
      'public/',
      'db/migrations/',
      'test-results/',
      'playwright-report/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,cjs,mjs}'],
    languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { house, '@typescript-eslint': tseslint.plugin },
    rules: {
      ...Object.fromEntries(Object.keys(houseRules).map((name) => [`house/${name}`, 'error'])),
      'max-params': ['error', 3],
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-self-compare': 'error',
      'no-useless-escape': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: typed,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      '@typescript-eslint/no-array-delete': 'error',
    },
  },
  {
    files: ['tests/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'house/names': 'off', 'max-params': 'off' },
  },
)
