import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { members, sanctionKinds, sanctions } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { sanctionable } from '#server/identity/index.ts'
import { skips, strikesOf } from '../ladder.ts'
import { limitKinds, sanctionAbout, sanctionRef } from '../sanction-input.ts'
import { isSelf, maySanction, standsAbove } from '../sanction-policy.ts'
import { clauseChoices } from './clause-choices.ts'
import { postPlace } from './place.ts'
import { onRecord } from './record.ts'

/** One sanction for whoever may lift it; for everyone else there is none. */
export async function sanctionPage(ctx: Ctx, input: z.input<typeof sanctionRef>) {
  const { sanctionId } = parse(sanctionRef, input)
  const [row] = await ctx.db
    .select({ sanction: sanctions, member: { handle: members.handle, name: members.displayName } })
    .from(sanctions)
    .innerJoin(members, eq(members.id, sanctions.memberId))
    .where(eq(sanctions.id, sanctionId))
  const may =
    row && maySanction(ctx.actor, row.sanction.kind, row.sanction.boardId) && !isSelf(ctx.actor, row.sanction)
  if (!may) throw new NotFound('sanction')
  const { id, kind, limits, until, liftedAt, statementId } = row.sanction
  const over = until === null || until <= ctx.now
  return { id, kind, limits, until, liftedAt, statementId, member: row.member, over }
}

/** What the form of a sanction needs: whom it is about, which steps this actor may take, and which would leave one out. */
export async function sanctionForm(ctx: Ctx, input: z.input<typeof sanctionAbout>) {
  const { handle, post: postId } = parse(sanctionAbout, input)
  const person = await sanctionable(ctx, { handle })
  const found = postId ? await postPlace(ctx, postId) : null
  const post = found?.authorId === person.memberId ? found : null
  const above = standsAbove(ctx.actor, person) && !isSelf(ctx.actor, person)
  const may = sanctionKinds.filter((kind) => above && maySanction(ctx.actor, kind, post?.boardId ?? null))
  if (may.length === 0) throw new NotFound('member')
  const record = await onRecord(ctx, person.memberId)
  return {
    member: { handle: person.handle, name: person.displayName },
    post: post && {
      id: post.id,
      number: post.number,
      topic: { id: post.topicId, kind: post.topicKind, slug: post.slug, title: post.title },
    },
    kinds: may.map((kind) => ({ kind, skips: skips(kind, record) })),
    strikes: strikesOf(record.steps, record.memory).length,
    limitKinds,
    clauses: await clauseChoices(ctx),
  }
}
