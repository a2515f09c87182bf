import process from 'node:process'
import { resolve } from 'node:path'
import { StartProblem } from '#db/embedded/index.ts'
import { type Opened, openMigrated, openReached } from '#db/open.ts'
import { system } from '#server/core/actor.ts'
import { databaseClock } from '#server/core/clock.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { BadEnvironment, type Env, ownEnvironment } from '#server/core/env.ts'
import { isDomainError } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import { say, sayField } from '#server/core/words.ts'
import { apiKeyCreate } from './api-key-create.ts'
import { backupCommand, restoreCommand } from './backup.ts'
import { type Command, type CommandDeps, type Place, WrongUsage } from './command.ts'
import { demoLoad } from './demo-load.ts'
import { doctor } from './doctor.ts'
import { importCrmCsvCommand } from './import-crm-csv.ts'
import { importStackExchangeCommand } from './import-stackexchange.ts'
import { memberCreate } from './member-create.ts'
import { migrate } from './migrate.ts'
import { recompute } from './recompute.ts'

const commands: readonly Command[] = [
  migrate,
  demoLoad,
  memberCreate,
  apiKeyCreate,
  doctor,
  importCrmCsvCommand,
  importStackExchangeCommand,
  recompute,
  backupCommand,
  restoreCommand,
]

const root = resolve(import.meta.dirname, '../..')

const print = (line: string) => void process.stdout.write(`${line}\n`)
const note = (line: string) => void process.stderr.write(`${line}\n`)

/** Runs the command named by the first words. Exit codes: 0 done, 1 refused or failed, 2 called wrongly. */
export async function runCommand(words: string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => words[at] === word))
  if (!command) {
    const asked = words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')
    if (asked) print(overview())
    else note(`${say('en', 'cli.unknown', { command: words.join(' ') })}\n\n${overview()}`)
    return asked ? 0 : 2
  }
  const args = words.slice(command.name.split(' ').length)
  if (args.includes('--help')) {
    print(`${command.summary}\n\n  ${command.usage}`)
    return 0
  }
  const opened: Opened[] = []
  try {
    await command.run(args, depsOf(ownEnvironment(root), opened))
    return process.exitCode === undefined ? 0 : Number(process.exitCode)
  } catch (error) {
    return explain(error, command)
  } finally {
    for (const database of opened) await database.close()
  }
}

function depsOf(env: Env, opened: Opened[]): CommandDeps {
  const where = { url: env.DATABASE_URL, folder: env.DATA_DIR, log: note }
  const place = async (database: Opened): Promise<Place> => {
    opened.push(database)
    const site = env.ORIGIN ?? `http://${env.HOST}:${env.PORT}`
    const now = await databaseClock(database.db).now()
    const ctx = makeCtx({ db: database.db, actor: system('command line'), now, requestId: newId(), site })
    return { ctx, ...database }
  }
  return {
    env,
    print,
    note,
    open: async () => place(await openMigrated(where)),
    openAsItIs: async () => place(await openReached(where)),
  }
}

function explain(error: unknown, { usage }: Command): number {
  if (isWrongUsage(error)) {
    note(`${error.message}\n\n  ${usage}`)
    return 2
  }
  if (isDomainError(error)) {
    note(say('en', error.key, error.params))
    const fields = 'fields' in error ? (error.fields as Parameters<typeof sayField>[1][]) : []
    for (const field of fields) note(`  ${field.path}: ${sayField('en', field)}`)
    if (fields.length > 0) note(`\n  ${usage}`)
  } else if (error instanceof StartProblem) note(`${error.message}\n${error.next}`)
  else if (error instanceof BadEnvironment) note(error.message)
  else note(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}

/** Ours, or what `parseArgs` of Node throws at an option it does not know. */
const isWrongUsage = (error: unknown): error is Error =>
  error instanceof WrongUsage ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))

function overview(): string {
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`)
  return [say('en', 'cli.overview'), '', ...lines].join('\n')
}
