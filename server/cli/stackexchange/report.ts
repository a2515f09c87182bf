import { say } from '#server/core/words.ts'
import { type DumpFile, dumpFiles } from './dump.ts'

/** Why a row was not written; each has its sentence in the catalogue. */
export type SkipReason =
  | 'unreadable'
  | 'noId'
  | 'noDate'
  | 'noText'
  | 'noQuestion'
  | 'systemUser'
  | 'postDeleted'
  | 'otherPost'
  | 'otherKind'
  | 'placeholder'
  | 'tagUnknown'
  | 'favourite'
  | 'acceptUndone'
  | 'moderation'
  | 'event'
  | 'linkInText'
  | 'badge'

/**
 * What became of the rows of one file. `written`: new here. `known`: brought by an earlier run. `used`: says something
 * about a row written elsewhere (an accept vote, a closing, the text of a tag). The rest was skipped, with the reason.
 */
export type FileReport = {
  missing: boolean
  read: number
  written: number
  known: number
  used: number
  skipped: Partial<Record<SkipReason, number>>
}

export type ImportReport = {
  source: string
  files: Record<DumpFile, FileReport>
  differences: number
  finished: number
  seconds: number
}

export const emptyReport = (source: string): ImportReport => ({
  source,
  files: Object.fromEntries(
    dumpFiles.map((file) => [file, { missing: false, read: 0, written: 0, known: 0, used: 0, skipped: {} }]),
  ) as Record<DumpFile, FileReport>,
  differences: 0,
  finished: 0,
  seconds: 0,
})

export const skip = (file: FileReport, reason: SkipReason) => {
  file.skipped[reason] = (file.skipped[reason] ?? 0) + 1
}

/** The report as lines for a terminal: rows read, written, skipped and why. */
export function reportLines(report: ImportReport, locale = 'en'): string[] {
  const lines = dumpFiles.flatMap((file) => {
    const { missing, skipped, ...counts } = report.files[file]
    if (missing) return [say(locale, 'import.file.missing', { file })]
    const reasons = Object.entries(skipped).map(([reason, count]) =>
      say(locale, `import.skipped.${reason}`, { count }),
    )
    return [say(locale, 'import.file.counts', { file, ...counts }), ...reasons.map((reason) => `  ${reason}`)]
  })
  const { Posts, Comments } = report.files
  const posts = Posts.written + Comments.written
  const perSecond = report.seconds > 0 ? Math.round(posts / report.seconds) : 0
  if (report.differences > 0) lines.push(say(locale, 'import.differences', { count: report.differences }))
  lines.push(
    say(locale, 'import.done', {
      posts,
      seconds: report.seconds.toFixed(1),
      perSecond,
      topics: report.finished,
    }),
  )
  return lines
}
