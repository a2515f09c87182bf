import { resolve } from 'node:path'
import { backup, type Counted, restore } from '#db/backup.ts'
import { say } from '#server/core/words.ts'
import { type Command, type CommandDeps, WrongUsage } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  summary: say('en', 'cli.backup.summary'),
  usage: 'backup <file>',
  async run(args, deps) {
    const file = fileOf(args)
    const { sql } = await deps.open()
    report(await backup(sql, file), { deps, file, key: 'cli.backup.done' })
  },
}

export const restoreCommand: Command = {
  name: 'restore',
  summary: say('en', 'cli.restore.summary'),
  usage: 'restore <file>',
  async run(args, deps) {
    const file = fileOf(args)
    const { sql } = await deps.open()
    report(await restore(sql, file), { deps, file, key: 'cli.restore.done' })
  },
}

function fileOf([file, ...rest]: string[]): string {
  if (file === undefined || rest.length > 0) throw new WrongUsage(say('en', 'cli.backup.oneFile'))
  return resolve(file)
}

function report(counted: Counted, { deps, file, key }: { deps: CommandDeps; file: string; key: string }) {
  const filled = counted.filter(({ rows }) => rows > 0)
  for (const { table, rows } of filled) deps.note(`${String(rows).padStart(9)}  ${table}`)
  deps.print(
    say('en', key, { file, rows: filled.reduce((sum, { rows }) => sum + rows, 0), tables: filled.length }),
  )
}
