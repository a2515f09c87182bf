import { PassThrough, type Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { Invalid } from '#server/core/errors.ts'

/** One row by the names in the first row; `line` is where it ends in the file. `faulty` when it has another number of cells. */
export type CsvRow = { line: number; cells: Readonly<Record<string, string>>; faulty: boolean }

const peeked = 64 * 1024

/**
 * Rows of a CSV file as they come: a byte order mark, commas, semicolons or tabs, CRLF, quoted newlines. `Invalid` when
 * a column is missing or the file cannot be read as CSV.
 */
export async function* csvRows(
  source: Readable,
  { columns }: { columns: readonly string[] },
): AsyncGenerator<CsvRow> {
  const { head, rest } = await peek(source)
  const delimiter = delimiterOf(head)
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  })
  rest.pipe(parser)
  rest.on('error', (error) => parser.destroy(error))
  let names: string[] | null = null
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number }
      record: string[]
    }>) {
      if (!names) names = namesOf(record, columns)
      else yield { line: info.lines, cells: cellsOf(names, record), faulty: record.length !== names.length }
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new Invalid([
        { path: 'file', key: 'crm.csv.broken', params: { line: 'lines' in error ? Number(error.lines) : 0 } },
      ])
    throw error
  }
  if (!names) throw new Invalid([{ path: 'file', key: 'crm.csv.empty' }])
}

/** A value that a spreadsheet would have run as a formula was written with an apostrophe before it; it comes off here. */
const cellsOf = (names: readonly string[], record: readonly string[]) =>
  Object.fromEntries(names.map((name, at) => [name, (record[at] ?? '').replace(/^'(?=[=+\-@])/, '')]))

function namesOf(record: readonly string[], columns: readonly string[]) {
  const names = record.map((name) => name.toLowerCase().replace(/[\s-]+/g, '_'))
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    throw new Invalid([{ path: 'file', key: 'crm.csv.columns', params: { columns: missing.join(', ') } }])
  return names
}

/** The sign that parts the first row, outside quotes. */
function delimiterOf(head: string) {
  const first = (head.split(/\r?\n/)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (sign: string) => first.split(sign).length
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ','
}

/** The beginning of a stream, and the whole of it again. */
async function peek(source: Readable): Promise<{ head: string; rest: Readable }> {
  const rest = new PassThrough()
  const chunks: Buffer[] = []
  const iterator = source[Symbol.asyncIterator]()
  let size = 0
  while (size < peeked) {
    const next = (await iterator.next()) as IteratorResult<Buffer | string>
    if (next.done) break
    const chunk = Buffer.from(next.value)
    chunks.push(chunk)
    size += chunk.length
    if (chunk.includes(10)) break
  }
  const pump = async () => {
    for (const chunk of chunks) rest.write(chunk)
    for (;;) {
      const next = (await iterator.next()) as IteratorResult<Buffer | string>
      if (next.done) break
      if (!rest.write(next.value)) await new Promise((resolve) => rest.once('drain', resolve))
    }
    rest.end()
  }
  pump().catch((error: unknown) => rest.destroy(error instanceof Error ? error : new Error(String(error))))
  return {
    head: Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
    rest,
  }
}
