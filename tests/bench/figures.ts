/** One line of the table: a goal is a least or a most; a figure without one is told for its own sake. */
export type Figure = {
  name: string
  value: number
  unit?: string
  least?: number
  most?: number
  note?: string
}

export type Figures = ReturnType<typeof makeFigures>

/** Gathers figures and prints them as one table; each is told on stderr as soon as it stands. */
export function makeFigures() {
  const all: Figure[] = []
  return {
    add(figure: Figure) {
      all.push(figure)
      tell(`  ${figure.name}: ${shown(figure)}${isMissed(figure) ? ' (missed)' : ''}`)
    },
    print() {
      const rows = [['figure', 'measured', 'goal', ''], ...all.map(rowOf)]
      const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
      for (const [place, row] of rows.entries()) {
        process.stdout.write(
          `${row
            .map((cell, n) => cell.padEnd(widths[n] ?? 0))
            .join('  ')
            .trimEnd()}\n`,
        )
        if (place === 0)
          process.stdout.write(`${'-'.repeat(widths.reduce((sum, one) => sum + one + 2, 12))}\n`)
      }
      const missed = all.filter(isMissed)
      const withGoal = all.filter(({ least, most }) => least !== undefined || most !== undefined)
      process.stdout.write(`\n${withGoal.length - missed.length} of ${withGoal.length} goals held`)
      process.stdout.write(
        missed.length > 0 ? `; missed: ${missed.map(({ name }) => name).join(' · ')}\n` : '\n',
      )
    },
  }
}

export const isMissed = ({ value, least, most }: Figure) =>
  (least !== undefined && !(value >= least)) || (most !== undefined && !(value <= most))

function rowOf(figure: Figure): string[] {
  const { least, most, unit = '', note } = figure
  const goal = least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : ''
  const mark = isMissed(figure) ? 'MISSED' : goal ? 'held' : ''
  return [
    figure.name,
    shown(figure),
    goal && `${goal} ${unit}`.trim(),
    [mark, note].filter(Boolean).join('  '),
  ]
}

const shown = ({ value, unit = '' }: Figure) => `${inDigits(value)} ${unit}`.trim()

/** Three digits that count, without an exponent. */
const inDigits = (value: number) =>
  Number.isInteger(value) || value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)))

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2
}

export function tell(line: string) {
  process.stderr.write(`${line}\n`)
}
