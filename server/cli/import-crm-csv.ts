import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { Invalid } from '#server/core/errors.ts'
import { say, sayField } from '#server/core/words.ts'
import { type CsvFile, importCrmCsv, type RowVerdict } from '#server/crm/index.ts'
import { type Command, type CommandDeps, WrongUsage } from './command.ts'

const options = {
  accounts: { type: 'string' },
  contacts: { type: 'string' },
  contracts: { type: 'string' },
  lines: { type: 'string' },
  dates: { type: 'string', default: 'iso' },
  'dry-run': { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const

const files: readonly CsvFile[] = ['accounts', 'contacts', 'contracts', 'lines']

/** Refused rows are named on stderr (every row with --verbose); the counts of each file are the answer on stdout. */
export const importCrmCsvCommand: Command = {
  name: 'import crm-csv',
  summary: say('en', 'cli.crmCsv.summary'),
  usage:
    'import crm-csv --accounts <csv> --contacts <csv> --contracts <csv> [--lines <csv>] [--dates iso|dmy] [--dry-run] [--verbose]',
  async run(args, deps) {
    const { values } = parseArgs({ args, options })
    const { dates } = values
    if (dates !== 'iso' && dates !== 'dmy') throw new WrongUsage('--dates')
    const given = files.flatMap((file) => (values[file] ? [{ file, path: values[file] }] : []))
    if (given.length === 0) throw new WrongUsage(say('en', 'cli.crmCsv.noFile'))
    for (const { file, path } of given)
      await access(path).catch(() => {
        throw new Invalid([{ path: file, key: 'crm.csv.missing', params: { path } }])
      })
    const { ctx } = await deps.open()
    const report = await importCrmCsv(ctx, {
      files: Object.fromEntries(given.map(({ file, path }) => [file, createReadStream(path)])),
      dates,
      dryRun: values['dry-run'],
      onVerdict: (verdict) => explain(verdict, { deps, verbose: values.verbose }),
    })
    for (const { file } of given) deps.print(say('en', 'cli.crmCsv.report', { file, ...report[file] }))
    if (values['dry-run']) deps.note(say('en', 'cli.crmCsv.dry'))
  },
}

function explain(
  { file, line, externalId, verdict, faults }: RowVerdict,
  { deps, verbose }: { deps: CommandDeps; verbose: boolean },
) {
  if (verdict !== 'refused' && !verbose) return
  const why = faults.map((fault) => `${fault.path}: ${sayField('en', fault)}`).join(' ')
  deps.note(say('en', 'cli.crmCsv.row', { file, line, externalId, verdict, why }))
}
