import { readFileSync } from 'node:fs'
import { projectFiles } from './files.js'

const secondLook = (file) => (/\/views\/|^tests\//.test(file) ? 300 : 250)
const rank = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** Lines of the project's own code: median, ninth tenth, longest, and the files that deserve a second look. */
export function sizes() {
  const files = projectFiles(/^(?:app|server|db|jobs|tests)\/.*\.(?:ts|tsx|js)$/)
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  const lines = files.map((entry) => entry.lines)
  return {
    files: files.length,
    total: lines.reduce((sum, count) => sum + count, 0),
    median: rank(lines, 0.5),
    p90: rank(lines, 0.9),
    longest: files.slice(-5).reverse(),
    lookTwice: files.filter(({ file, lines }) => lines > secondLook(file)),
  }
}

export function sizeReport() {
  const { files, total, median, p90, longest, lookTwice } = sizes()
  const list = (entries) => entries.map(({ file, lines }) => `${file} ${lines}`).join(', ')
  return [
    `sizes: ${files} files, ${total} lines, median ${median} (aim 60), p90 ${p90} (aim 150)`,
    `longest: ${list(longest)}`,
    ...(lookTwice.length > 0
      ? [`look twice: ${lookTwice.length} files above 250 (views and tests 300)`]
      : []),
  ].join('\n')
}
