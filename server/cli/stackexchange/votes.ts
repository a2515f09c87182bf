import {
  type ImportedBounty,
  type ImportedScore,
  type ImportedVote,
  importBounties,
  importScores,
  importVotes,
} from '#server/forum/index.ts'
import { batches, type Row, rowsOf } from './dump.ts'
import { type Brought, reasonAbout, type Run } from './posts.ts'
import { skip } from './report.ts'
import { idOf, momentOf, numberOf } from './rows.ts'

const accept = '1'
const up = '2'
const down = '3'
const favourite = '5'
const bountyOffered = '8'
const bountyAwarded = '9'

/**
 * Votes.xml: up and down as rows without a voter, bounties for the ledger, and the day each answer was accepted. Dates
 * are whole days; nobody is named as the voter. A vote on a post deleted since is reported apart.
 */
export async function bringVotes(run: Run, brought: Brought): Promise<Map<string, Date>> {
  const file = run.report.files.Votes
  const source = run.place.source
  const acceptedOn = new Map<string, Date>()
  const accepted = new Set(brought.accepted.map(({ answer }) => answer))
  for await (const rows of batches(rowsOf(run.folder, 'Votes'), 2000)) {
    const votes: ImportedVote[] = []
    const bounties: ImportedBounty[] = []
    for (const row of rows) {
      file.read++
      const externalId = idOf(row?.Id)
      const at = momentOf(row?.CreationDate)
      const postId = brought.posts.get(row?.PostId ?? '')
      const type = row?.VoteTypeId ?? ''
      if (!row) skip(file, 'unreadable')
      else if (!externalId) skip(file, 'noId')
      else if (!postId) skip(file, reasonAbout(brought, row.PostId))
      else if (!at) skip(file, 'noDate')
      else if (type === up || type === down)
        votes.push({ externalId, postId, at, value: type === up ? 1 : -1 })
      else if (type === bountyOffered || type === bountyAwarded)
        bounties.push(readBounty(run, row, { externalId, postId, at }))
      else if (type === accept && accepted.has(row.PostId ?? '')) {
        acceptedOn.set(row.PostId ?? '', at)
        file.used++
      } else skip(file, type === favourite ? 'favourite' : type === accept ? 'acceptUndone' : 'moderation')
    }
    const voted = await importVotes(run.ctx, { source, votes })
    const offered = await importBounties(run.ctx, { source, bounties })
    file.written += voted.written + offered.written
    file.known += votes.length + bounties.length - voted.written - offered.written
  }
  return acceptedOn
}

function readBounty(
  run: Run,
  row: Row,
  known: Pick<ImportedBounty, 'externalId' | 'postId' | 'at'>,
): ImportedBounty {
  return {
    ...known,
    kind: row.VoteTypeId === bountyOffered ? 'offered' : 'awarded',
    amount: numberOf(row.BountyAmount),
    memberId: run.authors.of(idOf(row.UserId) ?? undefined, undefined).authorId,
  }
}

/** After the votes: every post and comment ends with the score it had there. */
export async function settleScores(run: Run, brought: Brought) {
  const scores: ImportedScore[] = []
  for (const [externalId, score] of brought.scores) {
    const postId = brought.posts.get(externalId) ?? brought.comments.get(externalId.replace('comment-', ''))
    if (postId) scores.push({ externalId, postId, score })
  }
  for (let from = 0; from < scores.length; from += 1000) {
    const slice = scores.slice(from, from + 1000)
    run.report.differences += (
      await importScores(run.ctx, { source: run.place.source, scores: slice })
    ).written
  }
}
