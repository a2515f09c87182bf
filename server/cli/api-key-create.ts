import { parseArgs } from 'node:util'
import { z } from 'zod'
import { roles } from '#server/core/actor.ts'
import { parse } from '#server/core/parse.ts'
import { say } from '#server/core/words.ts'
import { createKey } from '#server/identity/index.ts'
import type { Command } from './command.ts'

const options = {
  name: { type: 'string' },
  role: { type: 'string' },
  scopes: { type: 'string' },
  owner: { type: 'string' },
} as const

const keyRole = z.object({ role: z.enum(['member', ...roles]) })

/** Prints the key and nothing else on stdout, once: only its hash is kept. */
export const apiKeyCreate: Command = {
  name: 'api-key create',
  summary: say('en', 'cli.key.summary'),
  usage: `api-key create --name <name> --role <member|${roles.join('|')}> [--scopes <scope,…>] [--owner <handle>]`,
  async run(args, deps) {
    const { values } = parseArgs({ args, options })
    const { role } = parse(keyRole, { role: values.role })
    const { ctx } = await deps.open()
    const { key } = await createKey(ctx, {
      name: values.name ?? '',
      role,
      scopes: values.scopes?.split(',').map((scope) => scope.trim()),
      owner: values.owner === undefined ? undefined : { handle: values.owner },
    })
    deps.note(say('en', 'cli.key.once'))
    deps.print(key)
  },
}
