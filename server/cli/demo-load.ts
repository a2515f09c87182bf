import { loadDemo, signIns } from '#db/demo.ts'
import { say } from '#server/core/words.ts'
import type { Command } from './command.ts'

export const demoLoad: Command = {
  name: 'demo load',
  summary: say('en', 'cli.demo.summary'),
  usage: 'demo load',
  async run(_args, deps) {
    const { ctx, db } = await deps.open()
    const begins = () => deps.note(say('en', 'demo.loading'))
    const { loaded } = await loadDemo({ db, now: ctx.now, site: ctx.site, begins })
    deps.print(say('en', loaded ? 'cli.demo.loaded' : 'cli.demo.already'))
    for (const line of signIns()) deps.print(line)
  },
}
