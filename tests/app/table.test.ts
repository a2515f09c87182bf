import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromTable, type Table, textOfRows, toTable } from '#app/lib/table.ts'

type Row = {
  id: number
  name: string | null
  at: Date | null
  born: Date
  tags: string[]
  can: { vote: boolean }
}

const alike = { vote: true }
const rowsOf = fc.array(
  fc.record<Row>({
    id: fc.integer(),
    name: fc.option(fc.string({ unit: 'grapheme' })),
    at: fc.option(fc.date({ noInvalidDate: true })),
    born: fc.oneof(
      fc.constant(new Date(0)),
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }),
    ),
    tags: fc.array(fc.string()),
    can: fc.constantFrom(alike, { vote: false }),
  }),
)

/** As the browser gets it. */
const travelled = <Of extends object>(table: Table<Of>): Table<Of> => ({ text: table.text })

test('rows come out of a table as they went in, moments as moments', () => {
  fc.assert(
    fc.property(rowsOf, (rows) => {
      expect(fromTable(travelled(toTable(rows)))).toEqual(rows)
    }),
  )
})

test('where a table has not travelled its rows are those it was made of, and lead to its text', () => {
  const rows = [{ id: 1 }, { id: 2 }]
  const table = toTable(rows)
  expect(fromTable(table)).toBe(rows)
  expect(textOfRows(rows)).toBe(table.text)
  expect(textOfRows([...rows])).toBeUndefined()
})

test('what all rows share is said once', () => {
  const rows = Array.from({ length: 20 }, (_, id) => ({ id, kind: 'answer', can: alike }))
  expect(toTable(rows).text.match(/answer/g)).toHaveLength(1)
  expect(toTable(rows).text.match(/vote/g)).toHaveLength(1)
})
