import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import process from 'node:process'
import { StartProblem } from '#db/embedded/index.ts'
import { BadEnvironment, type Env, ownEnvironment } from '#server/core/env.ts'
import { isDomainError } from '#server/core/errors.ts'
import { makeLog } from '#server/core/log.ts'
import { say } from '#server/core/words.ts'
import '#server/resolving.ts'
import type { Running } from './house.ts'

const root = resolve(import.meta.dirname, '..')
const stopPatience = 40_000

/** The entry of `start`, `demo` and `dev`: web, worker or both by ROLE, until a signal or the launcher's end. */
async function main() {
  const script = process.argv[2] ?? 'start'
  const env = environmentOf(script)
  const log = makeLog(env.LOG_LEVEL)
  const { version }: { version: string } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
  // a malformed environment is told first, and modules are found the quick way from here on
  const { startHouse } = await import('./house.ts')
  const running = startHouse({
    env,
    log,
    version,
    development: script === 'dev',
    sample: script !== 'start',
    tell,
  })
  let stopping = false

  const stop = (reason: string, code: number) => {
    if (stopping) return
    stopping = true
    log.info({ reason }, 'Stopping')
    setTimeout(() => process.exit(1), stopPatience).unref()
    running.then((house: Running) => house.stop()).then(() => process.exit(code), giveUp)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal, 0))
  process.on('disconnect', () => stop('the launcher is gone', 0))
  process.channel?.unref()
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A promise was lost'))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'Unexpected failure')
    stop('an unexpected failure', 1)
  })

  const house = await running
  if (!stopping) house.ready()
}

/** `demo` and `dev` have a data folder of their own below the usual one. */
function environmentOf(script: string): Env {
  const env = ownEnvironment(root)
  return script === 'start' ? env : { ...env, DATA_DIR: `${env.DATA_DIR}/${script}` }
}

function tell(line: string) {
  process.stderr.write(`${line}\n`)
}

/** A cause and a next step for what can be named; a stack for what is a bug. */
function giveUp(error: unknown): never {
  if (error instanceof StartProblem) tell(`${error.message}\n${error.next}`)
  else if (error instanceof BadEnvironment)
    tell(`${error.message}\nCorrect these values in the environment or in .env, and start again.`)
  else if (isDomainError(error)) tell(say('en', error.key, error.params))
  else tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
}

await main().catch(giveUp)
