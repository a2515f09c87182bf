import { randomUUID } from 'node:crypto'
import type { Logger } from '#server/core/log.ts'
import { jobCtx, type JobPlace } from './job-ctx.ts'
import type { Sweep } from './schedule.ts'

type SweepPlace = JobPlace & { log: Logger }

/** Runs each sweep in rounds until stopped; `stop` waits for the rounds under way. A failing round is logged and the next one comes. */
export function startContinualSweeps(
  sweeps: readonly (Sweep & { everySeconds: number })[],
  place: SweepPlace,
) {
  const runners = sweeps.map((sweep) => startSweep(sweep, place))
  return {
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()))
    },
  }
}

function startSweep(sweep: Sweep & { everySeconds: number }, place: SweepPlace) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let underWay = Promise.resolve()

  const round = async () => {
    const began = performance.now()
    try {
      await sweep.run(await jobCtx(place, { name: sweep.name, requestId: randomUUID() }), place.clock)
    } catch (error) {
      place.log.error({ err: error, sweep: sweep.name }, 'a sweep failed and will run again')
    }
    if (stopped) return
    const rest = Math.max(0, sweep.everySeconds * 1000 - (performance.now() - began))
    timer = setTimeout(next, rest)
  }
  const next = () => {
    underWay = round()
  }
  next()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}
