import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { projectFiles } from './files.js'
import { sizeReport } from './sizes.js'

/**
 * `npm run check`: form, lint, types, boundaries and unused code, as many at a time as there are cores, the long ones
 * first. No database. Prints a line each, the findings of what fails, and the sizes.
 */
const root = join(import.meta.dirname, '../..')
process.chdir(root)
const tool = (path) => join(root, 'node_modules', path)
const code = ['app', 'server', 'db', 'jobs', 'tests', 'remix.config.js']

const checks = [
  {
    name: 'lint',
    fix: 'npx eslint -c tests/house/eslint.config.js --fix <file> mends some of it',
    run: [
      tool('eslint/bin/eslint.js'),
      '-c',
      'tests/house/eslint.config.js',
      '--cache',
      '--cache-location',
      `.cache/eslint-${rulesDigest()}`,
      '--cache-strategy',
      'content',
      ...code,
    ],
  },
  {
    name: 'types',
    fix: 'the compiler names the line',
    // the native compiler takes a third of the time; the linter asks the other one, whose programs it can read
    run: [tool('typescript-7/bin/tsc'), '--noEmit', '-p', '.', '--pretty', 'false', '--singleThreaded'],
  },
  {
    name: 'form',
    fix: 'npx prettier --write <file>',
    run: [
      tool('prettier/bin/prettier.cjs'),
      '--check',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '--log-level',
      'warn',
      '.',
    ],
  },
  {
    name: 'unused',
    fix: 'delete it, or drop the word export',
    run: [tool('knip/bin/knip.js'), '--no-progress', '--cache', '--cache-location', '.cache/knip'],
  },
  {
    name: 'boundaries',
    fix: 'tests/house/rooms.js lists the levels',
    run: [
      tool('dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      'tests/house/boundaries.js',
      ...code.slice(0, 5),
    ],
  },
]

/** What the linter remembers holds for these rules, these tables and these versions only. */
function rulesDigest() {
  const hash = createHash('sha256')
  for (const file of projectFiles(
    /^(?:tests\/house\/(?:rules\/|rooms|eslint).*\.js|db\/schema\/.*|tsconfig\.json|package-lock\.json)$/,
  ))
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

async function carryOut({ name, fix, run }) {
  const began = performance.now()
  const { status, output } = await runTool(run)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`${status === 0 ? '✓' : '✗'} ${name.padEnd(11)} ${seconds.padStart(5)} s`)
  return { name, fix, status, output }
}

function runTool(run) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, run, {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ status: 1, output: String(error) }))
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}

async function carryOutAll(waiting) {
  const results = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await carryOut(next))
  }
  await Promise.all(Array.from({ length: Math.max(2, Math.min(3, availableParallelism())) }, worker))
  return results
}

mkdirSync('.cache', { recursive: true })
const began = performance.now()
const asked = process.argv.slice(2)
const results = await carryOutAll(checks.filter(({ name }) => asked.length === 0 || asked.includes(name)))
const failed = results.filter(({ status }) => status !== 0)
for (const { name, fix, output } of failed) console.log(`\n── ${name} (${fix})\n${output.trim()}`)
console.log(`\n${sizeReport()}`)
console.log(
  `check: ${failed.length === 0 ? 'all well' : `${failed.length} of ${results.length} fail`} in ${((performance.now() - began) / 1000).toFixed(0)} s`,
)
process.exitCode = failed.length === 0 ? 0 : 1
