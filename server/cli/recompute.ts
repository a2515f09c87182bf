import { parseArgs } from 'node:util'
import { say } from '#server/core/words.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { reckonMembers, recomputeReputation, recomputeScores } from '#server/reputation/index.ts'
import { type Command, WrongUsage } from './command.ts'

const options = { member: { type: 'string' } } as const

/** `recompute`: both ledgers from the votes up; with a member, that member's alone. Running it again changes nothing. */
export const recompute: Command = {
  name: 'recompute',
  summary: say('en', 'cli.recompute.summary'),
  usage: 'recompute [--member <handle>]',
  async run(args, deps) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    if (positionals.length > 0) throw new WrongUsage(say('en', 'cli.recompute.words'))
    const { ctx } = await deps.open()
    if (values.member !== undefined) {
      const { moved } = await reckonMembers(ctx, [await memberIdByHandle(ctx, values.member)])
      return deps.print(say('en', 'cli.recompute.member', { handle: values.member, moved }))
    }
    const { posts } = await recomputeScores(ctx)
    deps.print(say('en', 'cli.recompute.scores', { posts }))
    deps.print(say('en', 'cli.recompute.people', await recomputeReputation(ctx)))
  },
}
