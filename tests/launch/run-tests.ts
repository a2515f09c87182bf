import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { findBrowser } from './browser.ts'

type Tally = { passed: number; failed: number; skipped: number }

const reports = { unit: '.cache/vitest.json', browser: '.cache/playwright.json' }
const given = process.argv.slice(2)
const named = given.filter((word) => !word.startsWith('-'))

/** `npm test`: everything on real PostgreSQL, then journeys in a real browser. Words given choose files of one runner. */
async function main() {
  mkdirSync('.cache', { recursive: true })
  const browserOnly = named.length > 0 && named.every((word) => word.includes('e2e'))
  const unitOnly = named.length > 0 && !browserOnly
  const tallies: Tally[] = []
  if (!browserOnly) tallies.push(await runUnit())
  if (!unitOnly) tallies.push(await runBrowser())
  const sum = (part: keyof Tally) => tallies.reduce((total, tally) => total + tally[part], 0)
  say(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  process.exitCode = sum('failed') === 0 ? 0 : 1
}

async function runUnit(): Promise<Tally> {
  rmSync(reports.unit, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`]
  const ok = await run(['vitest', 'run', '-c', 'tests/vitest.config.ts', ...reporters, ...given])
  const report = readReport(reports.unit)
  const skipped = count(report, 'numPendingTests') + count(report, 'numTodoTests')
  return honest(ok, {
    passed: count(report, 'numPassedTests'),
    failed: count(report, 'numFailedTests'),
    skipped,
  })
}

async function runBrowser(): Promise<Tally> {
  const browser = findBrowser(say)
  if (!browser) return withoutBrowser()
  rmSync(reports.browser, { force: true })
  // whole, as Playwright reads a short one from the folder of its configuration
  const env = { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: resolve(reports.browser) }
  const ok = await run(
    ['playwright', 'test', '-c', 'tests/playwright.config.ts', '--reporter=list,json', ...given],
    env,
  )
  const stats = Reflect.get(Object(readReport(reports.browser)), 'stats')
  const passed = count(stats, 'expected') + count(stats, 'flaky')
  return honest(ok, { passed, failed: count(stats, 'unexpected'), skipped: count(stats, 'skipped') })
}

/** A machine that cannot have a browser skips the journeys and says so; where CI is set that is a failure. */
function withoutBrowser(): Tally {
  const mustHave = process.env.CI !== undefined && process.env.CI !== ''
  say('')
  say('=== The journeys in the browser were NOT RUN: no Chromium was found and none could be installed. ===')
  say('=== Install Chromium, or set CHROMIUM_PATH to one, and run `npm test` again.                     ===')
  return mustHave ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 }
}

/** A runner that broke without naming a failed test has failed all the same. */
const honest = (ok: boolean, tally: Tally): Tally =>
  ok || tally.failed > 0 ? tally : { ...tally, failed: 1 }

function run([program = '', ...args]: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', (error) => {
      say(String(error))
      resolve(false)
    })
    child.on('close', (code) => resolve(code === 0))
  })
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

function count(report: unknown, name: string): number {
  const value: unknown = Reflect.get(Object(report), name)
  return typeof value === 'number' ? value : 0
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

await main()
