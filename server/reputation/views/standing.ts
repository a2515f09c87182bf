import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { members } from '#db/schema/identity.ts'
import {
  type LadderKey,
  ladderVersions,
  memberMeasures,
  memberRanks,
  memberTitles,
  standingWishes,
} from '#db/schema/standing.ts'
import { type Actor, memberIdOf, moderates } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { prepared, value } from '#server/core/prepared.ts'
import { activeLadder, holding, type Ladder } from '../ladder.ts'
import { shippedLadders } from '../shipped-ladders.ts'
import { canBeReached, type Term, termsOf } from '../progress.ts'

/** What stands beside a name: an earned rank, an appointed title; they never look alike. */
export type RankSign = { rank: string | null; title: string | null }

/** Ranks and titles of these members, for pages that name several. One query. */
export async function rankSigns(ctx: Ctx, memberIds: readonly MemberId[]): Promise<Map<MemberId, RankSign>> {
  const ids = [...new Set(memberIds)]
  if (ids.length === 0) return new Map()
  const found = await signsOf(ctx, { ids })
  return new Map(
    found.map(({ memberId, step, name, title }) => {
      const asShipped = step === null ? undefined : shippedLadders.contributors.steps[step - 1]?.name
      return [memberId, { rank: (name ?? asShipped) || null, title }]
    }),
  )
}

/** A row for each member who has either; the name is null where the ladder stands as shipped. */
const signsOf = prepared('rank-signs', (db) =>
  db
    .select({
      memberId: members.id,
      step: memberRanks.step,
      title: memberTitles.title,
      name: sql<
        string | null
      >`(select coalesce(${ladderVersions.steps} -> (${memberRanks.step} - 1) ->> 'name', '') from ${ladderVersions} where ${holding('contributors')})`,
    })
    .from(members)
    .leftJoin(memberRanks, and(eq(memberRanks.memberId, members.id), eq(memberRanks.ladder, 'contributors')))
    .leftJoin(memberTitles, eq(memberTitles.memberId, members.id))
    .where(
      and(
        sql`${members.id} = any(${value('ids')}::uuid[])`,
        or(isNotNull(memberRanks.step), isNotNull(memberTitles.title)),
      ),
    ),
)

export type StandingOn = {
  ladder: LadderKey
  steps: { key: string; name: string }[]
  /** From 1; 0 is none yet. */
  step: number
  name: string | null
  reachedAt: Date | null
  /** The next step with what it asks for, and what fails of the step held: only for the member and moderators. */
  next: { name: string; reachable: boolean; terms: Term[] } | null
  failing: { mendBy: Date; terms: Term[] } | null
}

export type Standing = { title: string | null; contributors: StandingOn; readers: StandingOn | null }

/** Where one member stands, with the line of steps; what is missing as n of m is shown to them and to moderators. */
export async function memberStanding(ctx: Ctx, { memberId }: { memberId: MemberId }): Promise<Standing> {
  const [ranks, [counted], [titled], [wish], contributors, readers] = await Promise.all([
    ctx.db.select().from(memberRanks).where(eq(memberRanks.memberId, memberId)),
    ctx.db.select().from(memberMeasures).where(eq(memberMeasures.memberId, memberId)),
    ctx.db.select().from(memberTitles).where(eq(memberTitles.memberId, memberId)),
    ctx.db.select().from(standingWishes).where(eq(standingWishes.memberId, memberId)),
    activeLadder(ctx, 'contributors'),
    activeLadder(ctx, 'readers'),
  ])
  const on = (ladder: Ladder): StandingOn => {
    const rank = ranks.find((row) => row.ladder === ladder.ladder)
    const terms = (step: number) => termsFor(ctx.actor, ladder, { memberId, values: counted?.values, step })
    const step = rank?.step ?? 0
    const next = terms(step + 1)
    const failing = rank?.mendBy ? failingOf(step, terms) : null
    return {
      ladder: ladder.ladder,
      steps: ladder.steps.map(({ key, name }) => ({ key, name })),
      step,
      name: ladder.steps[step - 1]?.name ?? null,
      reachedAt: step > 0 ? (rank?.reachedAt ?? null) : null,
      next: next && {
        name: ladder.steps[step]?.name ?? '',
        reachable: canBeReached(ladder, step + 1),
        terms: next,
      },
      failing:
        rank?.mendBy && failing ? { mendBy: rank.mendBy, terms: failing.filter(({ met }) => !met) } : null,
    }
  }
  return {
    title: titled?.title ?? null,
    contributors: on(contributors),
    readers: wish?.noReadersAt ? null : on(readers),
  }
}

/** What fails of the step held and of those below it, each thing once and as the highest of them asks for it. */
function failingOf(step: number, terms: (step: number) => Term[] | null): Term[] | null {
  const failing = new Map<string, Term>()
  for (let below = step; below > 0; below--)
    for (const term of terms(below) ?? []) {
      const what = term.choices.map(({ label }) => label).join()
      if (!term.met && !failing.has(what)) failing.set(what, term)
    }
  return terms(step) && [...failing.values()]
}

type Asked = { memberId: MemberId; values: Record<string, number | null> | undefined; step: number }

/** The figures behind a rank are the member's own; moderators see them too, as they see what was decided. */
function termsFor(actor: Actor, ladder: Ladder, { memberId, values, step }: Asked): Term[] | null {
  const formula = ladder.steps[step - 1]?.formula
  if (!formula || (memberIdOf(actor) !== memberId && !moderates(actor))) return null
  const locale = actor.kind === 'member' ? actor.locale : 'en'
  return termsOf(formula, { values: values ?? {}, derived: ladder.derived, locale })
}
