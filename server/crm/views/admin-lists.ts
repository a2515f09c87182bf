import { and, asc, desc, eq, gt, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import {
  crmAccounts,
  crmCases,
  crmContactEmails,
  crmContacts,
  crmContracts,
  crmProducts,
  linkSuggestions,
  memberLinks,
  members,
} from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { domainOf, isFreeMail } from '../addresses.ts'
import { listInput } from '../input.ts'

export type Listed<Row> = { items: Row[]; next: string | null }

const like = (q: string) => `%${q.replace(/[\\%_]/g, (char) => `\\${char}`)}%`

/** Names and ids are the cursor: a list sorted by name stays stable while rows come and go. */
const encode = (name: string, id: string) => Buffer.from(JSON.stringify([name, id])).toString('base64url')

function decode(cursor: string | null | undefined): [string, string] | null {
  if (!cursor) return null
  try {
    const [name, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (typeof name === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)) return [name, id]
  } catch {
    // falls through to the refusal: a cursor that is no JSON is as unknown as any other
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}

function paged<Row extends { id: string }>(
  found: Row[],
  limit: number,
  name: (row: Row) => string,
): Listed<Row> {
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return { items, next: found.length > limit && last ? encode(name(last), last.id) : null }
}

/** Accounts by name, each with its contacts and contracts in force counted. */
export async function accountList(ctx: Ctx, input: z.input<typeof listInput> = {}) {
  permit(isAdmin(ctx.actor))
  const { q, cursor, limit } = parse(listInput, input)
  const after = decode(cursor)
  const found = await ctx.db
    .select({
      id: crmAccounts.id,
      externalId: crmAccounts.externalId,
      name: crmAccounts.name,
      domains: crmAccounts.domains,
      tier: crmAccounts.tier,
      syncedAt: crmAccounts.syncedAt,
      contacts: ctx.db.$count(crmContacts, eq(crmContacts.accountId, crmAccounts.id)),
      contracts: ctx.db.$count(
        crmContracts,
        and(eq(crmContracts.accountId, crmAccounts.id), eq(crmContracts.status, 'active')),
      ),
    })
    .from(crmAccounts)
    .where(
      and(
        isNull(crmAccounts.deletedAt),
        q ? or(ilike(crmAccounts.name, like(q)), eq(crmAccounts.externalId, q)) : undefined,
        after ? sql`(${crmAccounts.name}, ${crmAccounts.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(crmAccounts.name), asc(crmAccounts.id))
    .limit(limit + 1)
  return paged(found, limit, (row) => row.name)
}

/** Contacts by family name, with account, addresses and the member they are linked to. */
export async function contactList(ctx: Ctx, input: z.input<typeof listInput> = {}) {
  permit(isAdmin(ctx.actor))
  const { q, cursor, limit } = parse(listInput, input)
  const after = decode(cursor)
  const found = await ctx.db
    .select({
      id: crmContacts.id,
      externalId: crmContacts.externalId,
      givenName: crmContacts.givenName,
      familyName: crmContacts.familyName,
      active: crmContacts.active,
      accountId: crmContacts.accountId,
      accountName: crmAccounts.name,
      memberHandle: members.handle,
    })
    .from(crmContacts)
    .leftJoin(crmAccounts, eq(crmAccounts.id, crmContacts.accountId))
    .leftJoin(memberLinks, and(eq(memberLinks.contactId, crmContacts.id), isNull(memberLinks.validTo)))
    .leftJoin(members, eq(members.id, memberLinks.memberId))
    .where(
      and(
        isNull(crmContacts.deletedAt),
        q
          ? or(
              ilike(sql`${crmContacts.givenName} || ' ' || ${crmContacts.familyName}`, like(q)),
              eq(crmContacts.externalId, q),
              inArray(
                crmContacts.id,
                ctx.db
                  .select({ id: crmContactEmails.contactId })
                  .from(crmContactEmails)
                  .where(eq(crmContactEmails.emailNorm, q.toLowerCase())),
              ),
            )
          : undefined,
        after
          ? sql`(${crmContacts.familyName}, ${crmContacts.id}) > (${after[0]}, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(crmContacts.familyName), asc(crmContacts.id))
    .limit(limit + 1)
  const list = paged(found, limit, (row) => row.familyName)
  const emails = await emailsOf(
    ctx,
    list.items.map(({ id }) => id),
  )
  return { ...list, items: list.items.map((row) => ({ ...row, emails: emails.get(row.id) ?? [] })) }
}

export async function productList(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  return ctx.db
    .select({
      id: crmProducts.id,
      externalId: crmProducts.externalId,
      code: crmProducts.code,
      name: crmProducts.name,
      line: crmProducts.line,
      active: crmProducts.active,
    })
    .from(crmProducts)
    .where(isNull(crmProducts.deletedAt))
    .orderBy(asc(crmProducts.name), asc(crmProducts.id))
    .limit(1000)
}

/** Candidates that wait for a person, strongest first. */
export async function suggestionList(ctx: Ctx, input: z.input<typeof listInput> = {}) {
  permit(isAdmin(ctx.actor))
  const { limit } = parse(listInput, input)
  return ctx.db
    .select({
      id: linkSuggestions.id,
      memberHandle: members.handle,
      memberName: members.displayName,
      contactId: linkSuggestions.contactId,
      contactGivenName: crmContacts.givenName,
      contactFamilyName: crmContacts.familyName,
      accountId: linkSuggestions.accountId,
      accountName: crmAccounts.name,
      score: linkSuggestions.score,
      evidence: linkSuggestions.evidence,
      suggestedAt: linkSuggestions.suggestedAt,
    })
    .from(linkSuggestions)
    .innerJoin(members, eq(members.id, linkSuggestions.memberId))
    .leftJoin(crmContacts, eq(crmContacts.id, linkSuggestions.contactId))
    .leftJoin(crmAccounts, eq(crmAccounts.id, linkSuggestions.accountId))
    .where(eq(linkSuggestions.state, 'open'))
    .orderBy(desc(linkSuggestions.score), asc(linkSuggestions.id))
    .limit(limit)
}

/** Contacts that name no account, each with the accounts whose domain fits: a person decides, nothing is linked by domain. */
export async function strayContacts(ctx: Ctx, input: z.input<typeof listInput> = {}) {
  permit(isAdmin(ctx.actor))
  const { limit } = parse(listInput, input)
  const strays = await ctx.db
    .select({
      id: crmContacts.id,
      externalId: crmContacts.externalId,
      givenName: crmContacts.givenName,
      familyName: crmContacts.familyName,
    })
    .from(crmContacts)
    .where(and(isNull(crmContacts.accountId), isNull(crmContacts.deletedAt), eq(crmContacts.active, true)))
    .orderBy(asc(crmContacts.familyName), asc(crmContacts.id))
    .limit(limit)
  const emails = await emailsOf(
    ctx,
    strays.map(({ id }) => id),
  )
  const domains = [
    ...new Set(
      [...emails.values()]
        .flat()
        .filter((email) => !isFreeMail(email))
        .map(domainOf),
    ),
  ]
  const accounts =
    domains.length === 0
      ? []
      : await ctx.db
          .select({ id: crmAccounts.id, name: crmAccounts.name, domains: crmAccounts.domains })
          .from(crmAccounts)
          .where(
            and(sql`${crmAccounts.domains} && ${sql.param(domains)}::text[]`, isNull(crmAccounts.deletedAt)),
          )
  return strays.map((contact) => {
    const own = new Set((emails.get(contact.id) ?? []).map(domainOf))
    return {
      ...contact,
      emails: emails.get(contact.id) ?? [],
      accounts: accounts
        .filter((account) => account.domains.some((domain) => own.has(domain)))
        .map(({ id, name }) => ({ id, name })),
    }
  })
}

/** How much the built-in CRM holds, and what waits for a person. */
export async function crmOverview(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const [accounts, contacts, contracts, products, links, suggestions, cases] = await Promise.all([
    ctx.db.$count(crmAccounts, isNull(crmAccounts.deletedAt)),
    ctx.db.$count(crmContacts, isNull(crmContacts.deletedAt)),
    ctx.db.$count(crmContracts, isNull(crmContracts.deletedAt)),
    ctx.db.$count(crmProducts, isNull(crmProducts.deletedAt)),
    ctx.db.$count(memberLinks, isNull(memberLinks.validTo)),
    ctx.db.$count(linkSuggestions, eq(linkSuggestions.state, 'open')),
    ctx.db.$count(crmCases, gt(crmCases.serial, 0)),
  ])
  return { accounts, contacts, contracts, products, links, suggestions, cases }
}

async function emailsOf(ctx: Ctx, contactIds: readonly (typeof crmContacts.$inferSelect)['id'][]) {
  const found =
    contactIds.length === 0
      ? []
      : await ctx.db
          .select()
          .from(crmContactEmails)
          .where(inArray(crmContactEmails.contactId, [...contactIds]))
  const byContact = new Map<string, string[]>()
  for (const { contactId, emailNorm } of found)
    byContact.set(contactId, [...(byContact.get(contactId) ?? []), emailNorm])
  return byContact
}
