import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { type KeptScore, type KeptStep, type LadderKey, ladderVersions } from '#db/schema/standing.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type Derived, derivedOf, type Formula } from './formulas/formula.ts'
import { parseFormula } from './formulas/parsing.ts'
import { shippedLadders } from './shipped-ladders.ts'

export type Step = { key: string; name: string; text: string; formula: Formula }

/** One version of a ladder, ready to judge by. Steps count from 1. */
export type Ladder = {
  ladder: LadderKey
  version: number
  steps: Step[]
  score: KeptScore
  derived: Derived
}

type Kept = { ladder: LadderKey; version: number; steps: KeptStep[]; score: KeptScore }

export const asLadder = ({ ladder, version, steps, score }: Kept): Ladder => ({
  ladder,
  version,
  steps: steps.map(({ key, name, formula }) => ({
    key,
    name,
    text: formula,
    formula: parseFormula(formula),
  })),
  score,
  derived: derivedOf(score),
})

export const shippedVersion = 1

const shipped = (ladder: LadderKey): Kept => ({ ladder, version: shippedVersion, ...shippedLadders[ladder] })

/** The version of a ladder that holds now; none while it stands as shipped. */
export const holding = (ladder: LadderKey) =>
  and(
    eq(ladderVersions.ladder, ladder),
    isNotNull(ladderVersions.activatedAt),
    isNull(ladderVersions.retiredAt),
  )

/** The version that holds now: the one last activated, else the one as shipped. */
export async function activeLadder(ctx: Pick<Ctx | Tx, 'db'>, ladder: LadderKey): Promise<Ladder> {
  const [kept] = await ctx.db.select().from(ladderVersions).where(holding(ladder))
  return asLadder(kept ?? shipped(ladder))
}

/** The version that an admin is working on, if there is one. */
export async function draftLadder(ctx: Pick<Ctx | Tx, 'db'>, ladder: LadderKey): Promise<Ladder | null> {
  const [kept] = await ctx.db
    .select()
    .from(ladderVersions)
    .where(and(eq(ladderVersions.ladder, ladder), isNull(ladderVersions.activatedAt)))
  return kept ? asLadder(kept) : null
}

/** Every version there ever was, newest first; the one as shipped closes the list. */
export async function ladderHistory(ctx: Pick<Ctx | Tx, 'db'>, ladder: LadderKey) {
  const kept = await ctx.db
    .select({
      version: ladderVersions.version,
      draftedAt: ladderVersions.draftedAt,
      activatedAt: ladderVersions.activatedAt,
      retiredAt: ladderVersions.retiredAt,
    })
    .from(ladderVersions)
    .where(eq(ladderVersions.ladder, ladder))
    .orderBy(desc(ladderVersions.version))
  return [...kept, { version: shippedVersion, draftedAt: null, activatedAt: null, retiredAt: null }]
}
