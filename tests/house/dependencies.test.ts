import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFiles } from './files.js'

const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>

test('every dependency is pinned to one version', () => {
  const all = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(pkg[kind] ?? {}),
  )
  expect(all.filter(([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual(
    [],
  )
})

test('a package that no import reads has its reason here', () => {
  const reasons = {
    remix: 'it was asked for by name; nothing imports it, the @remix-run packages hold what it stands for',
    playwright: 'it was asked for by name; @playwright/test is its test runner, of the same version',
    '@fontsource-variable/.+': 'app/styles/fonts.css reads their files',
    'lucide-static': 'tests/house/icons.test.ts reads its files',
    'typescript-7': 'the check runs it as a program',
  }
  const { ignoreDependencies } = pkg.knip as unknown as { ignoreDependencies: string[] }
  expect(ignoreDependencies).toEqual(Object.keys(reasons))
})

test('the lock file names no registry', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved": "https?:/)
})

test('no file names a path of one machine, a registry or what is nobody’s business', () => {
  const foreign =
    /\/work\/(?:main|shared)|\/root\/|\/home\/[a-z]|\/Users\/[a-z]|registry\.npmjs\.org|_authToken/
  const spoken = projectFiles(
    /(?:^|\/)[^/]+\.(?:ts|tsx|js|json|md|css|sql|yml|yaml|toml|example|txt|html)$|^(?:Dockerfile|LICENSE|\.npmrc|\.gitignore|\.dockerignore|\.ci\/run)$/,
  )
  const own = ['tests/house/dependencies.test.ts', 'package-lock.json']
  expect(spoken.filter((file) => !own.includes(file) && foreign.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('the top level holds what the house map says and nothing else', () => {
  const map = [
    'app',
    'server',
    'db',
    'jobs',
    'themes',
    'tests',
    'public',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'remix.config.js',
    'Dockerfile',
    'LICENSE',
    'README.md',
  ]
  const top = new Set(projectFiles().map((file) => file.split('/')[0] ?? ''))
  expect([...top].filter((name) => !name.startsWith('.') && !map.includes(name))).toEqual([])
})
