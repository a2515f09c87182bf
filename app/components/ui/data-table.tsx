import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useWords } from '#app/lib/words.ts'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ReactNode
  /** Figures stand at the line's end with even digits. */
  numeric?: boolean
  /** The column that names the row. */
  heading?: boolean
  sort?: { href: string; now?: 'ascending' | 'descending' }
}

type Props<Row> = {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
  /** Rows that are the reader's or new to them, in marigold. */
  marked?: (row: Row) => boolean
  empty?: ReactNode
}

/** A table that turns into labelled cards where its own container is narrow; the roles keep it a table for readers. */
export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, marked, empty }: Props<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>
  return (
    <div className="table-frame">
      <table className="table" role="table">
        <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                data-numeric={column.numeric || undefined}
                aria-sort={column.sort?.now}
              >
                {column.sort ? <SortLink {...column.sort} label={column.label} /> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row" data-marked={marked?.(row) || undefined} data-row>
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const shared = { 'data-label': column.label, 'data-numeric': column.numeric || undefined }
  const content = <span>{column.cell(row)}</span>
  return column.heading ? (
    <th scope="row" role="rowheader" {...shared}>
      {content}
    </th>
  ) : (
    <td role="cell" {...shared}>
      {content}
    </td>
  )
}

function SortLink({ href, now, label }: { href: string; now?: 'ascending' | 'descending'; label: string }) {
  const t = useWords()
  return (
    <Link to={href} preventScrollReset>
      {label}
      {now && <span aria-hidden="true"> {now === 'ascending' ? '↑' : '↓'}</span>}
      <span className="visually-hidden"> {t('table.sort')}</span>
    </Link>
  )
}
