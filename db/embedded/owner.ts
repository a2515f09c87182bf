import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'

/** Whom the database runs as: `undefined` is the user of this process. */
export type Owner = { uid: number; gid: number; name: string } | undefined

/**
 * PostgreSQL refuses to run as root. Then it runs as the owner of an existing cluster, else as `postgres`,
 * else as nobody. A uid without a passwd entry fails in initdb.
 */
export function chooseOwner(cluster: string): Owner {
  if (process.getuid?.() !== 0) return undefined
  const present = statSync(cluster, { throwIfNoEntry: false })
  const users = passwd()
  return (
    users.find((user) => present !== undefined && present.uid !== 0 && user.uid === present.uid) ??
    users.find((user) => user.name === 'postgres') ??
    users.find((user) => user.name === 'nobody') ?? { uid: 65534, gid: 65534, name: 'nobody' }
  )
}

/** Whether that user can enter the folder. Asked of the kernel, so access lists and mounts count too. */
export function canEnter(folder: string, owner: Owner): boolean {
  if (!owner) return true
  const { uid, gid } = owner
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { uid, gid, cwd: '/' }).status === 0
}

export const nameOf = (owner: Owner) => owner?.name ?? userInfo().username

function passwd() {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
