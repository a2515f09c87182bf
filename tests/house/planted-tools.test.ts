import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { check } from 'prettier'
import { expect, test } from 'vitest'

/** Violations of form, types and use, planted where the project's own settings must find them. */
const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as { prettier: object; knip: object }

test('form: a semicolon is found, its clean twin passes', async () => {
  const form = { ...pkg.prettier, parser: 'typescript' }
  expect(await check('export const one = "1";\n', form)).toBe(false)
  expect(await check("export const one = '1'\n", form)).toBe(true)
})

test('types: an unchecked index and a value called undefined are found', () => {
  const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { compilerOptions: object }
  const settings = {
    compilerOptions: { ...compilerOptions, types: [], incremental: false, tsBuildInfoFile: null },
    include: ['*.ts'],
  }
  const run = (line: string) =>
    inFolder({ 'tsconfig.json': JSON.stringify(settings), 'a.ts': line }, (folder) =>
      tool('typescript-7/bin/tsc', ['-p', folder], folder),
    )
  expect(run('export const first = (list: string[]): string => list[0]\n')).toContain('TS2322')
  expect(run('export const seat: { at?: number } = { at: undefined }\n')).toContain('TS2375')
  expect(run('export enum Kind { answer }\n')).toContain('TS1294')
  expect(run('export const first = (list: string[]) => list[0] ?? null\n')).toBe('')
})

test('unused: a forgotten file and an export that nobody reads are found', () => {
  const house = {
    'package.json': JSON.stringify({ name: 'planted', type: 'module', knip: pkg.knip }),
    'server/main.ts': `import { used } from './used.ts'\nconsole.log(used)\n`,
    'server/used.ts': `export const used = 1\n`,
  }
  const run = (files: Record<string, string>) =>
    inFolder(files, (folder) => tool('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], folder))
  expect(run(house)).toBe('')
  expect(run({ ...house, 'server/forgotten.ts': 'export const lost = 1\n' })).toContain('server/forgotten.ts')
  expect(run({ ...house, 'server/used.ts': `export const used = 1\nexport const unread = 2\n` })).toContain(
    'unread',
  )
})

function tool(path: string, args: string[], cwd: string) {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(process.cwd(), 'node_modules', path), ...args],
    { cwd, encoding: 'utf8' },
  )
  return `${stdout}${stderr}`.trim()
}

function inFolder<Result>(files: Record<string, string>, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-planted-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
