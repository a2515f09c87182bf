import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { actorOfMember, createMember, editProfile } from '#server/identity/index.ts'
import { acceptTerms, termsToAccept } from '#server/terms/index.ts'
import { before } from './moments.ts'
import { password } from './people.ts'
import type { Ago } from './types.ts'

type Newcomer = { handle: string; name: string; company: string; timeZone: string; about: string; ago: Ago }

/** Nobody has vouched for these: their first posts wait for a moderator, and one of them is known for the wrong reasons. */
export const newcomers = [
  {
    handle: 'casper',
    name: 'Casper Holm',
    company: 'Holm Pallet Trading',
    timeZone: 'Europe/Copenhagen',
    about: 'EUR pallets, new and reconditioned. Esbjerg.',
    ago: '67d',
  },
  {
    handle: 'mateus',
    name: 'Mateus Lopes',
    company: 'Lopes & Filhos Transportes',
    timeZone: 'America/Sao_Paulo',
    about: '',
    ago: '1d2h',
  },
  {
    handle: 'ngozi',
    name: 'Ngozi Eze',
    company: 'Onitsha Cold Chain',
    timeZone: 'Africa/Lagos',
    about: 'Night operations.',
    ago: '3h',
  },
  {
    handle: 'petra',
    name: 'Petra Novotná',
    company: 'Moravia Papir',
    timeZone: 'Europe/Prague',
    about: 'Paper, on pallets.',
    ago: '50m',
  },
  {
    handle: 'alina',
    name: 'Alina Grow',
    company: 'Rankwise Media',
    timeZone: 'Europe/London',
    about: 'Your brand on page one.',
    ago: '2h',
  },
] as const satisfies Newcomer[]

export type NewHandle = (typeof newcomers)[number]['handle']

export function newEmailOf(wanted: NewHandle): string {
  const company = newcomers.find(({ handle }) => handle === wanted)?.company ?? ''
  return `${wanted}@${company.toLowerCase().replace(/[^a-z]+/g, '-')}.example`
}

/** They join as anybody does who is not vouched for, with a verified address and the terms accepted. */
export async function greet(ctx: Ctx) {
  for (const { handle, name, company, timeZone, about, ago } of newcomers) {
    const then = { ...ctx, now: before(ctx.now, ago) }
    const email = newEmailOf(handle)
    await createMember(then, {
      ...{ handle, displayName: name, email, emailVerified: true, vouched: false, password },
      joinedAt: then.now,
    })
    const joined = actingAs(then, await actorOfMember(then, { handle }))
    for (const { document, version } of await termsToAccept(joined))
      await acceptTerms(joined, { document, version, method: 'demo' })
    const actor = await actorOfMember(then, { handle })
    await editProfile(actingAs(then, actor), { about, company, timeZone })
  }
}
