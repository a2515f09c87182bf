import { desc, eq, sql } from 'drizzle-orm'
import { acceptances } from '#db/schema/terms.ts'
import { isMember, isStaff, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { type DiffSegment, wordDiff } from '#server/core/diff.ts'
import { rows } from '#server/core/rows.ts'
import { isLocked, type Owed, owedVersions, versionToAccept } from '../owing.ts'
import { whole } from '../wording.ts'
import { type TermsText, termsVersion } from './versions.ts'

/** What the member who asks has accepted, newest first (TERMS-03). */
export async function ownAcceptances(ctx: Ctx) {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return []
  return ctx.db
    .select()
    .from(acceptances)
    .where(eq(acceptances.memberId, memberId))
    .orderBy(desc(acceptances.at))
}

/** A text that waits to be accepted, with what differs from the version read before; `since` 0 means none was. */
export type TermsToAccept = TermsText & {
  due: boolean
  from: Date
  since: number
  difference: DiffSegment[] | null
}

/** What the member who asks has yet to accept, in their language: what is due first, then what is announced. */
export async function termsToAccept(
  ctx: Ctx,
  { locale }: { locale?: string | undefined } = {},
): Promise<TermsToAccept[]> {
  const { actor } = ctx
  if (!isMember(actor)) return []
  const staff = actor.asleep !== null || isStaff(actor)
  const [row] = await rows<{ owed: Owed[] }>(
    ctx.db,
    sql`select ${owedVersions(sql`${actor.memberId}::uuid`, ctx.now)} as owed`,
  )
  const at = { now: ctx.now, joinedAt: actor.joinedAt }
  const owed = (row?.owed ?? []).filter(({ audience }) => audience === 'members' || staff)
  const texts = new Map<string, Promise<TermsToAccept>>()
  for (const due of [true, false])
    for (const one of owed.filter((candidate) => isLocked(candidate, at) === due)) {
      const version = versionToAccept(one, at)
      const key = `${one.document} ${version}`
      if (!texts.has(key)) texts.set(key, waiting(ctx, { one, version, due, locale }))
    }
  return Promise.all(texts.values())
}

type Waiting = { one: Owed; version: number; due: boolean; locale: string | undefined }

async function waiting(ctx: Ctx, { one, version, due, locale }: Waiting): Promise<TermsToAccept> {
  const { document } = one
  const since = one.accepted || version - 1
  const [terms, before] = await Promise.all([
    termsVersion(ctx, { document, version, locale }),
    since > 0 ? termsVersion(ctx, { document, version: since, locale }) : null,
  ])
  return {
    ...terms,
    due,
    from: new Date(one.locksAt),
    since,
    difference: before ? wordDiff(whole(before), whole(terms)) : null,
  }
}
