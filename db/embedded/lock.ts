import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { birthOf, isAlive } from './living.ts'
import { codeOf, StartProblem } from './problem.ts'

/** Who holds a lock file: the process, and when it was born, since ids are used again. */
export type Holder = { pid: number; birth: string }

export const thisProcess = (): Holder => ({ pid: process.pid, birth: birthOf(process.pid) })

export const holderLives = (holder: Holder) => isAlive(holder.pid) && birthOf(holder.pid) === holder.birth

/** Runs `work` while this process alone holds `file`. Waits up to `patience` ms for a living holder. */
export async function alone<T>(file: string, patience: number, work: () => Promise<T>): Promise<T> {
  await take(file, patience)
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

async function take(file: string, patience: number) {
  const deadline = Date.now() + patience
  while (!tryTake(file, thisProcess())) {
    if (Date.now() > deadline) {
      throw new StartProblem(
        `Another process has been starting or stopping the database for ${patience / 1000} s (${file}).`,
        'Wait until it has finished, or stop it, and start again.',
      )
    }
    await wait(50)
  }
}

/** Writes the holder beside the lock and links it: the lock appears whole or not at all. */
export function tryTake(file: string, holder: Holder): boolean {
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(own, JSON.stringify(holder), { mode: 0o600 })
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    dropStale(file, `${own}.stale`)
    return false
  } finally {
    rmSync(own, { force: true })
  }
}

// Moved before it is removed: between reading and removing, another process may have taken the lock anew.
function dropStale(file: string, aside: string) {
  const present = readHolder(file)
  if (present && holderLives(present)) return
  try {
    renameSync(file, aside)
    const moved = readHolder(aside)
    if (moved && holderLives(moved)) linkSync(aside, file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** The holder named in a lock file, or undefined when there is none. */
export function readHolder<T extends Holder>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
