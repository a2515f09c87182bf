import type { Address } from '#db/client.ts'
import type { Opened } from '#db/open.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { Env } from '#server/core/env.ts'

/** What a command may use once the database stands: `ctx` is the System's, which may do what an admin may. */
export type Place = { ctx: Ctx; address: Address } & Pick<Opened, 'db' | 'sql'>

/** What every command is given. The database is reached when first asked for, and let go when the command ends. */
export type CommandDeps = {
  env: Env
  /** The answer of the command: a line on stdout, which scripts read. */
  print(line: string): void
  /** Progress and remarks: a line on stderr. */
  note(line: string): void
  /** The migrated database. */
  open(): Promise<Place>
  /** The database as it is. */
  openAsItIs(): Promise<Place>
}

/** One command of the administration command line; `name` may have two words. */
export type Command = {
  name: string
  /** One line for the list of commands. */
  summary: string
  usage: string
  run(args: string[], deps: CommandDeps): Promise<void>
}

/** The command was called with words it does not take: its usage is shown, and the exit code is 2. */
export class WrongUsage extends Error {}
