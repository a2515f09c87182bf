/** One line of CSV that no spreadsheet runs as a formula (CRM-23): a cell that begins like one gets an apostrophe. */
export const csvLine = (values: readonly (string | null)[]) => `${values.map(cell).join(',')}\r\n`

function cell(value: string | null) {
  const text = value ?? ''
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
