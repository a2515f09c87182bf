import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const systemNames = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]
const installPatience = 300_000

/**
 * A Chromium that starts: the one CHROMIUM_PATH names, Playwright's own, or the system's; else one is installed where the
 * machine allows it. Undefined when none can be had.
 */
export function findBrowser(say: (line: string) => void): string | undefined {
  const found = candidates().find(starts)
  if (found) return found
  for (const [program, ...args] of ways()) {
    say(`No browser was found; trying: ${program} ${args.join(' ')} …`)
    spawnSync(program ?? '', args, {
      stdio: ['ignore', 2, 2],
      timeout: installPatience,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const installed = candidates().find(starts)
    if (installed) return installed
  }
  return undefined
}

const candidates = () =>
  [process.env.CHROMIUM_PATH ?? '', chromium.executablePath(), ...systemNames].filter((path) => path !== '')

const starts = (path: string) =>
  existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0

/** The distribution's package brings its libraries along, which only root may install. */
function ways(): string[][] {
  const own = ['npx', '--no-install', 'playwright', 'install', 'chromium']
  const isRoot = process.getuid?.() === 0
  const system = isRoot && existsSync('/usr/bin/apt-get')
  return system
    ? [
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
        ['sh', '-c', 'apt-get update && apt-get install -y --no-install-recommends chromium'],
        own,
      ]
    : [own]
}
