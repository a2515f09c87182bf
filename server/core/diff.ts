import { diffLines, diffWordsWithSpace } from 'diff'

export type DiffSegment = { kind: 'same' | 'added' | 'removed'; text: string }

/** Beyond this many differing words a word diff tells a reader nothing and costs quadratic time. */
const mostEdits = 1_500

/**
 * What changed between two versions, word by word (ASK-18). Joining `same` and `removed` gives `before`, `same` and
 * `added` gives `after`, character for character. Versions with little in common are compared line by line.
 */
export function wordDiff(before: string, after: string): DiffSegment[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits }) ??
    diffLines(before, after, { maxEditLength: mostEdits }) ?? [
      { value: before, removed: true, added: false },
      { value: after, removed: false, added: true },
    ]
  return joined(
    changes.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  )
}

/** A lone space between two changed words belongs to the change: one phrase reads better than two words. */
function joined(segments: DiffSegment[]): DiffSegment[] {
  const out: DiffSegment[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed) out.push({ kind: 'removed', text: removed })
    if (added) out.push({ kind: 'added', text: added })
    removed = added = ''
  }
  segments.forEach((segment, at) => {
    const within = segment.kind === 'same' && removed && added && /^[^\S\n]+$/.test(segment.text)
    const next = segments[at + 1]?.kind
    if (within && next && next !== 'same') {
      removed += segment.text
      added += segment.text
    } else if (segment.kind === 'same') {
      flush()
      if (segment.text) out.push(segment)
    } else if (segment.kind === 'removed') removed += segment.text
    else added += segment.text
  })
  flush()
  return out
}
