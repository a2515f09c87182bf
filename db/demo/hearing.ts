import { and, eq, sql } from 'drizzle-orm'
import { events } from '#db/schema/index.ts'
import { system } from '#server/core/actor.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'

/** Lets a reaction hear facts about one post now, rather than when the site opens: what follows them stands at once. */
export async function hear<Type extends FactType>(
  ctx: Ctx,
  reaction: Reaction<Type>,
  { type, postId }: { type: Type; postId: string },
) {
  const found = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.type, type), sql`${events.payload} ->> 'postId' = ${postId}`))
    .orderBy(events.at, events.id)
  const present = actingAs(ctx, system('demo'))
  for (const fact of found as StoredFact[]) if (isOf(fact, type)) await reaction.run(present, fact)
}

const isOf = <Type extends FactType>(fact: StoredFact, type: Type): fact is StoredFact<Type> =>
  fact.type === type
