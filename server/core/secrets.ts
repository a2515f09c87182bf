import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A secret of this installation: the one given in the environment, else the one kept in `folder` under `name` (mode 0600),
 * made the first time anyone asks. Two processes that ask at once get the same.
 */
export function installationSecret(
  folder: string,
  { name, given }: { name: string; given: string | undefined },
): string {
  if (given !== undefined) return given
  const file = join(folder, name)
  return readSecret(file) ?? makeSecret(folder, file)
}

function makeSecret(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true })
  const own = `${file}.${process.pid}`
  writeFileSync(own, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(own, file)
  } catch {
    // somebody else was first, and theirs is read below
  } finally {
    rmSync(own, { force: true })
  }
  return readFileSync(file, 'utf8').trim()
}

function readSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
