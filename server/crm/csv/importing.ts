import type { Readable } from 'node:stream'
import type { z } from 'zod'
import { crmAccounts, crmContacts, crmContracts, crmProducts } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { FieldError } from '#server/core/errors.ts'
import { fieldError } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { putAccounts } from '../accounts.ts'
import { builtinConnection } from '../connections.ts'
import { putContacts } from '../contacts.ts'
import { type ContractRow, linesKept, putContracts } from '../contracts.ts'
import { putProducts } from '../products.ts'
import { hashesByExternal, hashOf, idsByExternal } from '../upserting.ts'
import { accountOf, columns, contactOf, contractOf, type DateForm, type LineOf, lineOf } from './columns.ts'
import { type CsvRow, csvRows } from './reading.ts'

export type CsvFile = 'accounts' | 'contacts' | 'contracts' | 'lines'
export type RowVerdict = {
  file: CsvFile
  line: number
  externalId: string
  verdict: 'created' | 'updated' | 'unchanged' | 'refused'
  faults: FieldError[]
}
export type FileReport = {
  read: number
  created: number
  updated: number
  unchanged: number
  refused: number
}
export type CsvReport = Record<CsvFile, FileReport>

type Import = {
  files: Partial<Record<CsvFile, Readable>>
  dates?: DateForm
  dryRun: boolean
  /** Told of each row, before any row of its batch is written. */
  onVerdict?: (verdict: RowVerdict) => void
}

const perBatch = 500
class DryRun extends Error {}

/**
 * Brings accounts, contacts, contracts and their lines from CSV files, in that order, row by row with a verdict each; a
 * row that does not hold is left out and the rest goes on. The same files again change nothing. A dry run does all of
 * it and takes it back, so its counts are those of the real run (CRM-10, CRM-23).
 */
export async function importCrmCsv(
  ctx: Ctx,
  { files, dates = 'iso', dryRun, onVerdict }: Import,
): Promise<CsvReport> {
  permit(isAdmin(ctx.actor))
  const run: Run = {
    report: emptyReport(),
    form: dates,
    told: onVerdict ?? (() => undefined),
    lines: new Map(),
  }
  const all = async (place: Ctx) => {
    if (files.lines) await readLines(run, files.lines)
    if (files.accounts) await bring(place, run, { file: 'accounts', source: files.accounts, ...accounts })
    if (files.contacts) await bring(place, run, { file: 'contacts', source: files.contacts, ...contacts })
    if (files.contracts)
      await bring(place, run, {
        file: 'contracts',
        source: files.contracts,
        ...contracts(run, files.lines !== undefined),
      })
  }
  if (!dryRun) await all(ctx)
  else
    await change(ctx, async (tx) => {
      await all(tx)
      throw new DryRun()
    }).catch((error: unknown) => {
      if (!(error instanceof DryRun)) throw error
    })
  return run.report
}

type Run = {
  report: CsvReport
  form: DateForm
  told: (verdict: RowVerdict) => void
  lines: Map<string, LineOf[]>
}
type Read<Row> = { line: number; row: Row }

/** What differs between the files: how cells become a row, what a row points at, and how rows are kept. */
type Kind<Row extends { externalId: string }> = {
  rowOf(cells: CsvRow['cells'], form: DateForm): z.ZodSafeParseResult<Row>
  table: typeof crmAccounts | typeof crmContacts | typeof crmContracts
  prepare?(tx: Tx, rows: Read<Row>[]): Promise<void>
  faultsOf(tx: Tx, rows: readonly Read<Row>[]): Promise<(row: Row) => FieldError[]>
  put(tx: Tx, rows: Row[]): Promise<unknown>
}

async function bring<Row extends { externalId: string }>(
  ctx: Ctx,
  run: Run,
  { file, source, ...kind }: Kind<Row> & { file: CsvFile; source: Readable },
) {
  const seen = new Set<string>()
  let batch: Read<Row>[] = []
  const flush = async () => {
    const rows = batch
    batch = []
    if (rows.length > 0) await change(ctx, (tx) => keepBatch(tx, run, { ...kind, file, rows }))
  }
  for await (const { line, cells, faulty } of csvRows(source, { columns: columns[file].needed })) {
    run.report[file].read++
    const read = kind.rowOf(cells, run.form)
    const faults = faulty
      ? [{ path: 'row', key: 'crm.csv.cells' }]
      : read.success
        ? []
        : read.error.issues.map(fieldError)
    if (read.success && seen.has(read.data.externalId))
      faults.push({ path: 'external_id', key: 'crm.csv.duplicate' })
    if (faults.length > 0 || !read.success)
      judge(run, { file, line, externalId: cells.external_id ?? '', verdict: 'refused', faults })
    else {
      seen.add(read.data.externalId)
      batch.push({ line, row: read.data })
    }
    if (batch.length >= perBatch) await flush()
  }
  await flush()
}

/** The verdicts of a batch, and only then its writing. */
async function keepBatch<Row extends { externalId: string }>(
  tx: Tx,
  run: Run,
  { file, rows, table, prepare, faultsOf, put }: Kind<Row> & { file: CsvFile; rows: Read<Row>[] },
) {
  await prepare?.(tx, rows)
  const faults = await faultsOf(tx, rows)
  const connectionId = await builtinConnection(tx)
  const before = await hashesByExternal(tx, table, {
    connectionId,
    externalIds: rows.map(({ row }) => row.externalId),
  })
  const kept: Row[] = []
  for (const { line, row } of rows) {
    const stored = before.get(row.externalId)
    const wrong = faults(row)
    const verdict = !stored
      ? 'created'
      : stored.hash === hashOf(row) && !stored.deleted
        ? 'unchanged'
        : 'updated'
    judge(run, {
      file,
      line,
      externalId: row.externalId,
      verdict: wrong.length > 0 ? 'refused' : verdict,
      faults: wrong,
    })
    if (wrong.length === 0 && verdict !== 'unchanged') kept.push(row)
  }
  await put(tx, kept)
}

function judge(run: Run, verdict: RowVerdict) {
  run.report[verdict.file][verdict.verdict]++
  run.told(verdict)
}

/** Lines belong to their contract and are kept with it, so the file is read first and by itself. */
async function readLines(run: Run, source: Readable) {
  for await (const { line, cells, faulty } of csvRows(source, { columns: columns.lines.needed })) {
    run.report.lines.read++
    const read = lineOf(cells, run.form)
    const faults = faulty
      ? [{ path: 'row', key: 'crm.csv.cells' }]
      : read.success
        ? []
        : read.error.issues.map(fieldError)
    if (faults.length > 0 || !read.success)
      judge(run, { file: 'lines', line, externalId: cells.contract ?? '', verdict: 'refused', faults })
    else {
      const { contract, ...rest } = read.data
      run.lines.set(contract, [...(run.lines.get(contract) ?? []), rest])
      judge(run, { file: 'lines', line, externalId: contract, verdict: 'unchanged', faults: [] })
    }
  }
}

const accounts = {
  rowOf: accountOf,
  table: crmAccounts,
  faultsOf: () => Promise.resolve(() => []),
  put: putAccounts,
}

const contacts: Kind<Parameters<typeof putContacts>[1][number]> = {
  rowOf: contactOf,
  table: crmContacts,
  async faultsOf(tx, rows) {
    const known = await namesIn(
      tx,
      crmAccounts,
      rows.flatMap(({ row }) => row.account ?? []),
    )
    return ({ account }) => (account && !known.has(account) ? [unknown('account', account)] : [])
  },
  put: putContacts,
}

/** Products that lines name are made when they are new: there is no file of products. */
const contracts = (run: Run, linesGiven: boolean): Kind<ContractRow> => ({
  rowOf: (cells, form) => contractOf(cells, { form, lines: run.lines.get(cells.external_id ?? '') ?? [] }),
  table: crmContracts,
  async prepare(tx, rows) {
    if (!linesGiven) {
      const kept = await linesKept(
        tx,
        rows.map(({ row }) => row.externalId),
      )
      for (const { row } of rows) row.lines = kept.get(row.externalId) ?? []
    }
    const named = new Set(rows.flatMap(({ row }) => row.lines.flatMap((line) => line.product ?? [])))
    const known = await namesIn(tx, crmProducts, [...named])
    const fresh = [...named].filter((product) => !known.has(product))
    await putProducts(
      tx,
      fresh.map((externalId) => ({ externalId, name: externalId, active: true, attributes: {} })),
    )
  },
  async faultsOf(tx, rows) {
    const owners = await namesIn(
      tx,
      crmAccounts,
      rows.map(({ row }) => row.account),
    )
    const people = await namesIn(
      tx,
      crmContacts,
      rows.flatMap(({ row }) => row.contacts),
    )
    return (row) => [
      ...(owners.has(row.account) ? [] : [unknown('account', row.account)]),
      ...row.contacts.filter((contact) => !people.has(contact)).map((contact) => unknown('contact', contact)),
    ]
  },
  put: putContracts,
})

async function namesIn(
  tx: Tx,
  table: typeof crmAccounts | typeof crmContacts | typeof crmProducts,
  externalIds: string[],
) {
  return idsByExternal(tx, table, { connectionId: await builtinConnection(tx), externalIds })
}

const unknown = (what: string, id: string): FieldError => ({
  path: what,
  key: `crm.${what}.unknown`,
  params: { id },
})

function emptyReport(): CsvReport {
  const empty = (): FileReport => ({ read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 })
  return { accounts: empty(), contacts: empty(), contracts: empty(), lines: empty() }
}
