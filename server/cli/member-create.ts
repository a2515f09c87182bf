import { parseArgs } from 'node:util'
import { z } from 'zod'
import { roles } from '#server/core/actor.ts'
import { parse } from '#server/core/parse.ts'
import * as paths from '#server/core/paths.ts'
import { say } from '#server/core/words.ts'
import { createMember } from '#server/identity/index.ts'
import type { Command } from './command.ts'

const options = {
  handle: { type: 'string' },
  email: { type: 'string' },
  password: { type: 'string' },
  name: { type: 'string' },
  role: { type: 'string', multiple: true },
} as const

const role = z.array(z.enum(['member', ...roles]))

/** An address typed by who runs the server counts as verified, and its member as vouched for. */
export const memberCreate: Command = {
  name: 'member create',
  summary: say('en', 'cli.member.summary'),
  usage: `member create --handle <handle> --email <address> --password <password> [--name <name>] [--role <${roles.join('|')}> …]`,
  async run(args, deps) {
    const { values } = parseArgs({ args, options })
    const held = parse(
      role,
      (values.role ?? []).flatMap((list) => list.split(',')),
    )
    const { ctx } = await deps.open()
    const { handle } = await createMember(ctx, {
      handle: values.handle ?? '',
      email: values.email,
      emailVerified: values.email !== undefined,
      password: values.password,
      displayName: values.name,
      roles: held.filter((one) => one !== 'member'),
    })
    deps.print(`${ctx.site}${paths.member(handle)}`)
  },
}
