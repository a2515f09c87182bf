import { say } from '#server/core/words.ts'
import type { Command } from './command.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: say('en', 'cli.migrate.summary'),
  usage: 'migrate',
  async run(_args, deps) {
    await deps.open()
    deps.print(say('en', 'cli.migrate.done'))
  },
}
