import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { recountVotes } from '#server/forum/index.ts'
import { reckonMembers } from './ledger.ts'
import { reckonScores } from './scores.ts'
import { membersAfter } from './views/standings.ts'

const membersAtOnce = 1000
const topicsAtOnce = 500

/** The ledger of everybody, from votes and acceptances up; answers how many members it looked at and moved. */
export async function recomputeReputation(ctx: Ctx): Promise<{ members: number; moved: number }> {
  let members = 0
  let moved = 0
  for (let after: MemberId | null = null; ;) {
    const memberIds: MemberId[] = await membersAfter(ctx, { after, limit: membersAtOnce })
    after = memberIds.at(-1) ?? null
    if (after === null) return { members, moved }
    moved += (await reckonMembers(ctx, memberIds)).moved
    members += memberIds.length
  }
}

/** The ledger of content, alone: the votes of every post counted anew. */
export async function recomputeScores(ctx: Ctx): Promise<{ posts: number }> {
  let counted = 0
  for (let after: TopicId | null = null; ;) {
    const { postIds, last }: Awaited<ReturnType<typeof recountVotes>> = await recountVotes(ctx, {
      after,
      limit: topicsAtOnce,
    })
    if (last === null) return { posts: counted }
    after = last
    await reckonScores(ctx, postIds)
    counted += postIds.length
  }
}
