import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { canEnter, nameOf, type Owner } from './owner.ts'
import { StartProblem } from './problem.ts'

/** Where root keeps a cluster and programs whose own folder the database's user cannot enter. */
export const fallbackRoot = '/var/lib/throughline'

/** sun_path of a Unix socket holds 108 bytes, its closing zero included. */
const longestSocketPath = 107

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The folder that holds the cluster: `folder`, or one below /var/lib when the database's user cannot enter it. */
export function chooseHome(folder: string, owner: Owner, log: (line: string) => void): string {
  makeFolder(resolve(folder), owner)
  const wanted = realpathSync(folder)
  const fallback = join(fallbackRoot, digest(wanted))
  const enterable = canEnter(wanted, owner)
  if (enterable && (existsSync(join(wanted, 'postgres')) || !existsSync(join(fallback, 'postgres'))))
    return wanted

  const reason = enterable
    ? 'its cluster was created there'
    : `the user ${nameOf(owner)} cannot enter ${wanted}`
  log(`The database of ${wanted} is kept in ${fallback}: ${reason}.`)
  makeFolder(fallback, owner)
  return fallback
}

/** Makes a folder with its parents, open to the database's user where that is another. */
export function makeFolder(folder: string, owner: Owner) {
  try {
    const first = mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (owner && first !== undefined) for (const made of pathsBetween(first, folder)) chmodSync(made, 0o755)
  } catch (cause) {
    throw new StartProblem(
      `The data folder ${folder} cannot be created (${String(cause)}).`,
      'Set DATA_DIR to a folder you may write.',
      { cause },
    )
  }
}

// A strict umask of root would shut the database's user out of folders we just made.
function pathsBetween(first: string, last: string): string[] {
  return last === first || last.length < first.length ? [last] : [...pathsBetween(first, dirname(last)), last]
}

/** The folder of the socket: the cluster's own, or a short one in the temporary folder when the path would be too long. */
export function chooseSocketFolder(cluster: string, port: number, owner: Owner): string {
  if (Buffer.byteLength(`${cluster}/.s.PGSQL.${port}`) <= longestSocketPath) return cluster
  const short = join(tmpdir(), `throughline-${digest(cluster)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  const found = lstatSync(short)
  const expected = owner?.uid ?? process.getuid?.()
  if (!found.isDirectory() || (found.uid !== expected && found.uid !== process.getuid?.())) {
    throw new StartProblem(
      `The folder ${short} for the database's socket belongs to somebody else.`,
      'Choose a DATA_DIR with a shorter path, or remove that folder.',
    )
  }
  if (owner) chownSync(short, owner.uid, owner.gid)
  chmodSync(short, 0o700)
  return short
}
