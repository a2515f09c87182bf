import { z } from 'zod'
import { system } from '#server/core/actor.ts'
import { actingAs } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { linkedMember } from '#server/crm/index.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import {
  activateLadder,
  appointTitle,
  badgeList,
  badgePage,
  discardDraft,
  draftWhole,
  dropBadge,
  giveBadge,
  hearEvent,
  hideBadge,
  ladderList,
  ladderSimulation,
  leaderboard,
  makeBadge,
  removeTitle,
  reviewAgreement,
  standingInput as input,
  switchBadge,
  takeBadge,
  wishStanding,
} from '#server/reputation/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { iso } from './forming.ts'
import { badgeShape, holderShape, ladderShape, leaderShape, simulationShape } from './standing-shapes.ts'
import { listOf } from './shapes.ts'

const named = z.object({ handle: z.string().min(1) })
const moved = z.strictObject({ moved: z.int() }).meta({ id: 'LadderActivated' })
const drafted = z.strictObject({ version: z.int() }).meta({ id: 'LadderDraft' })
const wishes = z
  .strictObject({ readers: z.boolean(), leaderboards: z.boolean() })
  .meta({ id: 'StandingWishes' })
const made = z.strictObject({ key: z.string(), url: z.url() }).meta({ id: 'BadgeMade' })
const agreement = z
  .strictObject({ agreed: z.int(), overturned: z.int(), percent: z.int().nullable() })
  .meta({ id: 'ReviewAgreement' })

type Shown = Pick<
  z.input<typeof badgeShape>,
  'key' | 'name' | 'about' | 'metal' | 'family' | 'rule' | 'given' | 'fromOutside' | 'repeats'
>
const badge = (row: Shown, site: string) => {
  const { key, name, about, metal, family, rule, given, fromOutside, repeats } = row
  return {
    key,
    name,
    about,
    metal,
    family,
    rule,
    given,
    fromOutside,
    repeats,
    url: `${site}${paths.badge(key)}`,
  }
}

/** Ranks, badges and leaderboards. No address hands out a rank: it is earned (REP-12). */
export const standingEndpoints = [
  view('GET /ranks', { input: z.object({}), shape: listOf(ladderShape) }, async (ctx) => ({
    items: (await ladderList(ctx)).map(({ ladder, version, score, steps }) => ({
      ladder,
      version,
      score,
      steps,
    })),
    next: null,
  })),
  verb(
    'PUT /ranks/{ladder}/draft',
    { input: input.ladderDraft, shape: drafted, statuses: [200] },
    async (ctx, wanted) => ok({ version: (await draftWhole(ctx, wanted)).version }),
  ),
  verb('DELETE /ranks/{ladder}/draft', { input: input.ladderRef, statuses: [204] }, async (ctx, ref) => {
    await discardDraft(ctx, ref)
    return done()
  }),
  view(
    'GET /ranks/{ladder}/simulation',
    { input: input.simulationQuery, shape: simulationShape },
    ladderSimulation,
  ),
  verb(
    'PUT /ranks/{ladder}/active',
    { input: input.ladderRef, shape: moved, statuses: [200] },
    async (ctx, ref) => ok(await activateLadder(ctx, ref)),
  ),
  view('GET /badges', { input: z.object({}), shape: listOf(badgeShape) }, async (ctx) => ({
    items: (await badgeList(ctx)).map((row) => ({ ...badge(row, ctx.site), holders: row.holders })),
    next: null,
  })),
  verb('POST /badges', { input: input.newBadge, shape: made, statuses: [201] }, async (ctx, wanted) => {
    const { key } = await makeBadge(ctx, wanted)
    const url = `${ctx.site}${paths.badge(key)}`
    return created({ key, url }, url)
  }),
  view('GET /badges/{key}', { input: input.badgePageQuery, shape: holderShape }, async (ctx, query) => {
    const page = await badgePage(ctx, query)
    return {
      ...badge(page, ctx.site),
      purpose: page.purpose,
      not: page.not,
      items: page.holders.map(({ handle, displayName, awardedAt, givenFor }) => ({
        ...{ handle, displayName, awardedAt: iso(awardedAt), givenFor },
      })),
      next: page.next,
    }
  }),
  verb('DELETE /badges/{key}', { input: input.badgeRef, statuses: [204] }, async (ctx, ref) => {
    await dropBadge(ctx, ref)
    return done()
  }),
  verb('PUT /badges/{key}/active', { input: input.badgeSwitch, statuses: [204] }, async (ctx, wanted) => {
    await switchBadge(ctx, wanted)
    return done()
  }),
  verb('PUT /badges/{key}/hidden', { input: input.hiding, statuses: [204] }, async (ctx, wanted) => {
    await hideBadge(ctx, wanted)
    return done()
  }),
  verb(
    'PUT /members/{handle}/badges/{key}',
    { input: input.giving, statuses: [204] },
    async (ctx, wanted) => {
      await giveBadge(ctx, wanted)
      return done()
    },
  ),
  verb(
    'DELETE /members/{handle}/badges/{key}',
    { input: input.taking, statuses: [204] },
    async (ctx, wanted) => {
      await takeBadge(ctx, wanted)
      return done()
    },
  ),
  verb('PUT /members/{handle}/title', { input: input.appointment, statuses: [204] }, async (ctx, wanted) => {
    await appointTitle(ctx, wanted)
    return done()
  }),
  verb('DELETE /members/{handle}/title', { input: input.appointed, statuses: [204] }, async (ctx, wanted) => {
    await removeTitle(ctx, wanted)
    return done()
  }),
  view(
    'GET /members/{handle}/agreement',
    { input: named, shape: agreement.nullable() },
    async (ctx, { handle }) => reviewAgreement(ctx, { memberId: await memberIdByHandle(ctx, handle) }),
  ),
  view('GET /leaderboards', { input: input.leaderQuery, shape: listOf(leaderShape) }, async (ctx, query) => ({
    items: (await leaderboard(ctx, query)).map(({ handle, displayName, people, solutions }) => ({
      ...{ handle, displayName, people, solutions, url: `${ctx.site}${paths.member(handle)}` },
    })),
    next: null,
  })),
  verb('PUT /standing', { input: input.standingWish, shape: wishes, statuses: [200] }, async (ctx, wanted) =>
    ok(await wishStanding(ctx, wanted)),
  ),
  {
    ...verb(
      'POST /crm/events',
      { input: input.outsideEvent, statuses: [202] },
      async (ctx, { contact, ...event }) => {
        const within = actingAs(ctx, system('crm.events'))
        const memberId = await linkedMember(within, { contact })
        const occurredAt = new Date(event.occurredAt)
        await hearEvent(within, { ...event, memberId, occurredAt, revokes: event.revokes ?? null })
        return { status: 202 as const }
      },
    ),
    signed: true as const,
  },
]
