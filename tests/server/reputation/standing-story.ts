import { and, eq } from 'drizzle-orm'
import { memberMeasures, memberRanks, standingDue } from '#db/schema/index.ts'
import type { LadderKey } from '#db/schema/standing.ts'
import type { Member } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Counted } from '#server/reputation/measures.ts'
import { rankMembers } from '#server/reputation/ranks.ts'
import type { World } from '#tests/world.ts'

/** What a member with these figures would need years to be: counts are written as if counted, and judged by the engine. */
export async function countsAs(world: World, who: Member, values: Counted) {
  const row = { memberId: who.memberId, values, measuredAt: world.now }
  await world.db
    .insert(memberMeasures)
    .values(row)
    .onConflictDoUpdate({ target: memberMeasures.memberId, set: row })
  await judges(world, who)
}

/** The engine's judgement of one member, of figures as they are. */
export const judges = (world: World, who: Member) =>
  // house: silent change — a test
  change(world.ctx, (tx) => rankMembers(tx, [who.memberId]))

export async function stepOf(world: World, who: Member, ladder: LadderKey = 'contributors') {
  const [row] = await world.db
    .select()
    .from(memberRanks)
    .where(and(eq(memberRanks.memberId, who.memberId), eq(memberRanks.ladder, ladder)))
  return row ?? null
}

export const dueOf = async (world: World, who: Member) =>
  (await world.db.select().from(standingDue).where(eq(standingDue.memberId, who.memberId)))[0] ?? null

/** Figures that meet a step of the shipped ladder line for line (reference-numbers 2.2). */
export const shippedFigures: Record<string, Counted> = {
  Freshman: { verified: 1 },
  Sophomore: { verified: 1, tenure: 3, active: 2, PO: 8, read: 5 },
  Junior: { verified: 1, tenure: 14, active: 7, PO: 39, read: 20, HV: 1 },
  Senior: { verified: 1, tenure: 30, active: 12, PO: 200, read: 20, SOL: 1, people: 1, HV: 15 },
  Graduate: {
    ...{ verified: 1, tenure: 60, active: 20, PO: 400, read: 20, SOL: 5, rate: 10, people: 4, HV: 32 },
  },
  'Teaching Assistant': {
    ...{
      verified: 1,
      tenure: 90,
      active: 30,
      PO: 900,
      read: 20,
      SOL: 12,
      rate: 15,
      people: 8,
      HV: 66,
      FG: 5,
    },
  },
  Professor: {
    ...{ verified: 1, tenure: 180, active: 60, PO: 4000, read: 20, SOL: 50, rate: 25, people: 35 },
    ...{ HV: 426, RV: 25, FG: 0 },
  },
}
