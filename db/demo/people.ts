import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { abilities, type Member } from '#server/core/actor.ts'
import { actorOfMember, createMember, editProfile, markPartner } from '#server/identity/index.ts'
import {
  acceptTerms,
  publishTerms,
  shippedSummary,
  type TermsDocument,
  termsDocuments,
  termsToAccept,
} from '#server/terms/index.ts'
import { accountOf } from './accounts.ts'
import { known } from './known.ts'
import { type Handle, members } from './members.ts'
import { before } from './moments.ts'

/** Everybody's password in the sample community. */
export const password = 'throughline-demo'

/** At the domain of the customer account, else at one made of the company's name. */
export function emailOf(handle: Handle): string {
  const slug = known(companies, handle)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${handle}@${accountOf(handle)?.domain ?? `${slug}.example`}`
}

const companies: ReadonlyMap<Handle, string> = new Map(
  members.map(({ handle, company }) => [handle, company]),
)

export type People = ReadonlyMap<Handle, Member>

/** What has to be accepted: the terms by everybody, the staff policy by whoever holds a role. */
const toAccept: readonly TermsDocument[] = ['terms-of-service', 'staff-policy']

/** The sixty members with verified addresses, and version 1 of every text, accepted by all of them. */
export async function settle(ctx: Ctx): Promise<People> {
  const opening = before(ctx.now, '267d')
  for (const document of termsDocuments)
    await publishTerms(
      { ...ctx, now: opening },
      { document, summary: shippedSummary(document), mustAccept: toAccept.includes(document) },
    )
  const people = new Map<Handle, Member>()
  for (const member of members) people.set(member.handle, await join(ctx, member))
  return people
}

async function join(ctx: Ctx, member: (typeof members)[number]): Promise<Member> {
  const { handle, name, company, timeZone, about } = member
  const joinedAt = before(ctx.now, `${member.joinedDaysAgo}d5h`)
  const then = { ...ctx, now: joinedAt }
  await createMember(then, {
    handle,
    displayName: name,
    email: emailOf(handle),
    emailVerified: true,
    password,
    joinedAt,
    ...('roles' in member ? { roles: [...member.roles] } : {}),
  })
  const newcomer = actingAs(then, await actorOfMember(then, { handle }))
  for (const { document, version } of await termsToAccept(newcomer))
    await acceptTerms(newcomer, { document, version, method: 'demo' })
  if ('partner' in member) await markPartner(then, { handle, company })
  const actor = await actorOfMember(then, { handle })
  await editProfile(actingAs(then, actor), { about, company, timeZone })
  // their history was written by a community that had grown: what they did then, they were able to do
  return { ...actor, abilities: new Set(abilities) }
}

/** The members as a start long after loading finds them. */
export async function returning(ctx: Ctx, handles: readonly Handle[]): Promise<People> {
  const people = new Map<Handle, Member>()
  for (const handle of handles) people.set(handle, await actorOfMember(ctx, { handle }))
  return people
}
