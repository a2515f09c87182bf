import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Holder, holderLives, readHolder, thisProcess, tryTake } from './lock.ts'
import { chooseOwner } from './owner.ts'
import { makeFolder } from './place.ts'
import { StartProblem } from './problem.ts'

/** `drain` tells a waiting start that this process is on its way out; `release` lets it in. */
export type Claim = { drain(): void; release(): void }

type Claimant = Holder & { draining?: boolean }

const drainPatience = 30_000
/** A signal that was just sent has not been heard yet; a claimant is given this long to say that it drains. */
const hearingPatience = 1_500

/**
 * Claims the folder for the one process that runs as `all`. Waits up to 30 s for a claimant that is draining and
 * refuses one that is not, by name. The claim of a killed process is void.
 */
export async function claimFolder(folder: string, log: (line: string) => void): Promise<Claim> {
  const file = join(resolve(folder), 'all.lock')
  makeFolder(resolve(folder), chooseOwner(join(folder, 'postgres')))
  const start = Date.now()
  let told = false
  while (!tryTake(file, thisProcess())) {
    const claimant = readHolder<Claimant>(file)
    if (!claimant || !holderLives(claimant)) continue
    const patience = claimant.draining ? drainPatience : hearingPatience
    if (Date.now() - start > patience) throw refusal(folder, claimant)
    if (claimant.draining && !told)
      log(`Process ${claimant.pid} is still shutting down on ${folder}; waiting for it.`)
    told ||= claimant.draining === true
    await wait(50)
  }
  const drain: Claimant = { ...thisProcess(), draining: true }
  return {
    drain: () => {
      writeFileSync(`${file}.draining`, JSON.stringify(drain), { mode: 0o600 })
      renameSync(`${file}.draining`, file)
    },
    release: () => rmSync(file, { force: true }),
  }
}

const refusal = (folder: string, { pid, draining }: Claimant) =>
  new StartProblem(
    draining
      ? `Process ${pid} has been shutting down on ${folder} for ${drainPatience / 1000} s and has not finished.`
      : `Throughline (process ${pid}) already runs as \`all\` on ${folder}.`,
    'Stop that process, choose another DATA_DIR, or start ROLE=web or ROLE=worker beside it.',
  )
