import { stringify } from 'csv-stringify/sync'

type Cell = string | number | null
/** The cells of a row by the name of their column. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => Cell>>
/** One page of rows, and where the next begins. */
type Page<Row> = { items: Row[]; next: string | null }

/** Lines of CSV (RFC 4180) that no spreadsheet runs as a formula: a cell that begins like one gets an apostrophe. */
export const csvLines = (rows: readonly (readonly Cell[])[]): string =>
  stringify([...rows], { escape_formulas: true, record_delimiter: '\r\n', quoted_match: /[;\t\r\n]/ })

/**
 * A whole list as CSV, its names first, a page at a time, so that a long one never stands in memory. The first page is
 * read before this answers: who may not read the list is refused before anything is sent.
 */
export async function csvOf<Row>(
  pageAfter: (cursor: string | null) => Promise<Page<Row>>,
  columns: CsvColumns<Row>,
): Promise<AsyncIterable<string>> {
  const first = await pageAfter(null)
  return linesFrom(columns, { first, pageAfter })
}

async function* linesFrom<Row>(
  columns: CsvColumns<Row>,
  { first, pageAfter }: { first: Page<Row>; pageAfter: (cursor: string | null) => Promise<Page<Row>> },
) {
  const cells = Object.values(columns)
  yield csvLines([Object.keys(columns)])
  for (let page: Page<Row> | null = first; page; page = page.next ? await pageAfter(page.next) : null)
    if (page.items.length > 0) yield csvLines(page.items.map((row) => cells.map((cell) => cell(row))))
}
