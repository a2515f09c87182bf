import { members } from '#db/schema/index.ts'
import { type Ability, type Member, type ModerationAction, type Role, abilities } from '#server/core/actor.ts'
import type { Database, Transaction } from '#server/core/ctx.ts'
import { type MemberId, newId } from '#server/core/ids.ts'

type Place = { db: Database | Transaction; now: Date }
type Wish = {
  handle: string
  displayName?: string
  roles?: Role[]
  reputation?: number
  abilities?: Ability[]
  email?: string
  moderationActions?: ModerationAction[]
}

/** A verified member with a row of its own, as the actor that a request of theirs would make. */
export async function memberOf({ db, now }: Place, wish: Wish): Promise<Member> {
  const memberId = newId<MemberId>()
  const displayName = wish.displayName ?? wish.handle[0]!.toUpperCase() + wish.handle.slice(1)
  const joinedAt = new Date(now.getTime() - 30 * 86_400_000)
  await db.insert(members).values({
    id: memberId,
    handle: wish.handle,
    displayName,
    email: wish.email ?? `${wish.handle}@example.test`,
    emailVerifiedAt: joinedAt,
    roles: wish.roles ?? [],
    reputation: wish.reputation ?? 1,
    approvedPosts: 10,
    joinedAt,
    lastSeenAt: now,
    moderationActions: wish.moderationActions ?? null,
  })
  return {
    kind: 'member',
    memberId,
    handle: wish.handle,
    displayName,
    roles: wish.roles ?? [],
    boardRoles: {},
    languageRoles: {},
    reputation: wish.reputation ?? 1,
    abilities: new Set(wish.abilities ?? abilities),
    approvedPosts: 10,
    vouched: false,
    joinedAt,
    emailVerified: true,
    mayWrite: true,
    termsDue: null,
    termsAhead: null,
    asleep: null,
    affiliation: wish.roles?.length ? { kind: 'employee', company: 'Throughline' } : null,
    suspendedUntil: null,
    restrictions: [],
    moderationActions: wish.moderationActions ?? null,
    viaKey: null,
    timeZone: null,
    locale: 'en',
  }
}

/** The cast that tests, demo, journeys and screenshots share: one small named world. */
export async function castOf(place: Place) {
  return {
    ada: await memberOf(place, {
      handle: 'ada',
      displayName: 'Ada Okafor',
      roles: ['admin'],
      reputation: 500,
    }),
    mo: await memberOf(place, {
      handle: 'mo',
      displayName: 'Mo Lindqvist',
      roles: ['moderator'],
      reputation: 3000,
    }),
    eli: await memberOf(place, {
      handle: 'eli',
      displayName: 'Eli Brandt',
      roles: ['engineer'],
      reputation: 1200,
    }),
    pia: await memberOf(place, {
      handle: 'pia',
      displayName: 'Pia Conti',
      roles: ['product'],
      reputation: 300,
    }),
    nia: await memberOf(place, { handle: 'nia', displayName: 'Nia Barros' }),
    bo: await memberOf(place, { handle: 'bo', displayName: 'Bo Tanaka', reputation: 2400 }),
    cal: await memberOf(place, { handle: 'cal', displayName: 'Cal Weber', email: 'cal@halden.example' }),
  }
}
