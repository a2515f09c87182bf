/**
 * Rows of one shape as they travel among a loader's values: one text that says once what all of them share, and the rest
 * as lists in the order of its fields. Posts have some fifty fields, of which most are empty in all posts of a topic.
 */
export type Table<Row extends object> = { text: string; of?: Row }

type Written<Row extends object> = {
  same: Partial<Row>
  fields: (keyof Row)[]
  /** Fields that hold moments: in the text they are milliseconds. */
  moments: (keyof Row)[]
  rows: unknown[][]
}

/** The rows a table was made of in this process, where it need not be read, and the text of such rows. */
const sources = new WeakMap<object, unknown>()
const texts = new WeakMap<object, string>()

/** All rows must have the fields of the first; moments stand in fields, not within what a field holds. */
export function toTable<Row extends object>(rows: readonly Row[]): Table<Row> {
  const written: Written<Row> = { same: {}, fields: [], moments: [], rows: rows.map(() => []) }

  for (const name of Object.keys(rows[0] ?? {}) as (keyof Row)[]) {
    const first = rows[0]?.[name]
    const differs = rows.some((row) => row[name] !== first)
    if (!differs && !(first instanceof Date)) written.same[name] = first
    else addField(written, { name, rows })
  }
  const table = { text: JSON.stringify(written) }
  sources.set(table, rows)
  texts.set(rows, table.text)
  return table
}

/** Milliseconds, since writing a moment out as text takes longer than all the rest. */
function addField<Row extends object>(
  written: Written<Row>,
  { name, rows }: { name: keyof Row; rows: readonly Row[] },
) {
  let moments = false
  for (const [place, row] of rows.entries()) {
    const value = row[name]
    if (value instanceof Date) moments = true
    written.rows[place]?.push(value instanceof Date ? value.getTime() : value)
  }
  written.fields.push(name)
  if (moments) written.moments.push(name)
}

/** The rows of a table, each whole again. */
export function fromTable<Row extends object>(table: Table<Row>): readonly Row[] {
  const source = sources.get(table)
  if (source !== undefined) return source as readonly Row[]
  const { same, fields, moments, rows } = JSON.parse(table.text) as Written<Row>
  return rows.map((values) => {
    const row: Partial<Row> = { ...same }
    for (const [place, name] of fields.entries()) row[name] = values[place] as Row[keyof Row]
    for (const name of moments) row[name] = momentOf(row[name])
    return row as Row
  })
}

/** The text of rows that a table was made of. */
export const textOfRows = (rows: object): string | undefined => texts.get(rows)

const momentOf = <Value>(value: Value) => (typeof value === 'number' ? (new Date(value) as Value) : value)
