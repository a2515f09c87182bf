import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { vi } from 'vitest'
import { crmCases, reviewDecisions, reviewItems, slaClocks, statements } from '#db/schema/index.ts'
import manifest from '#app/routes.ts'
import { endpoints } from '#server/api/index.ts'
import { type Actor, moderationActions } from '#server/core/actor.ts'
import { linkMember, upsertAccount, upsertContact, upsertContract, upsertProduct } from '#server/crm/index.ts'
import { escalateNow, keepTopic, putPolicy } from '#server/escalation/index.ts'
import * as paths from '#server/core/paths.ts'
import { addPost, createBoard, createGroup, startTopic } from '#server/forum/index.ts'
import { actorOfMember, giveModerationActions, giveRoles } from '#server/identity/index.ts'
import { decideItem, flagPost, sanctionMember } from '#server/moderation/index.ts'
import { asked } from '#tests/app/forms.ts'
import { type Api, expect, test, type World } from './calling.ts'

// every page and every endpoint, for two people: on a busy machine that takes longer than the usual limit
vi.setConfig({ testTimeout: 240_000 })

/** Words that stand in the CRM and nowhere else. */
const planted = {
  account: 'Zebrina Railworks',
  accountId: 'zx-account-77',
  domain: 'zebrina-railworks.example',
  tier: 'zx-platinum-tier',
  contactId: 'zx-contact-91',
  contactMail: 'accounts.payable@zebrina-railworks.example',
  contactName: 'Quillon',
  contract: 'ZX-CONTRACT-2026-44',
  contractId: 'zx-contract-id-5',
  level: 'zx-obsidian-level',
  policy: 'zx-obsidian-policy',
}

/** Cal is a contact of a customer; one question of his runs a clock, one was escalated, one was reported and decided. */
async function customerOf(world: World) {
  const { ada, cal, nia, mo, bo } = world.cast
  const admin = world.as(ada)
  await upsertProduct(admin, { externalId: 'route', name: 'Route' })
  await createGroup(admin, { slug: 'line', title: 'Line' })
  const board = await createBoard(admin, {
    ...{ slug: 'route', title: 'Route', kinds: ['question', 'discussion', 'idea'], productCode: 'route' },
    group: 'line',
  })
  const { account, accountId, domain, tier, contactId, contactMail, contactName } = planted
  await upsertAccount(admin, { externalId: accountId, name: account, domains: [domain], tier })
  await upsertContact(admin, {
    ...{ externalId: contactId, account: accountId, emails: [contactMail] },
    ...{ givenName: contactName, familyName: contactName },
  })
  await upsertContract(admin, {
    ...{ externalId: planted.contractId, account: accountId, reference: planted.contract, status: 'active' },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', supportLevel: planted.level },
  })
  await linkMember(admin, { memberId: cal.memberId, contact: contactId })
  await putPolicy(admin, {
    ...{ key: planted.policy, name: planted.policy, match: { level: planted.level } },
    enforceFrom: '2026-01-01T00:00:00Z',
    noReply: { target: 'PT37H13M', clock: 'elapsed' },
    escalateNow: { allowed: true, quota: 5 },
  })
  const asks = (title: string) =>
    startTopic(world.as(cal), { board: 'route', kind: 'question', title, body: 'It stops at night.' })
  const [waiting, escalated] = [await asks('Why does it stop?'), await asks('Why does it stop again?')]
  await keepTopic(world.ctx, waiting.id)
  await escalateNow(world.as(cal), { topicId: escalated.id, reason: 'Work has stopped.' })
  const words = await addPost(world.as(cal), { topicId: waiting.id, body: 'It is still so.' })
  const open = await flagPost(world.as(nia), { postId: waiting.openingId, clause: 'on-topic' })
  const done = await flagPost(world.as(nia), { postId: words.id, clause: 'no-spam' })
  await decideItem(world.as(mo), {
    ...{ itemId: done.itemId, action: 'hide', clause: 'no-spam', message: 'An advert.' },
  })
  const reason = { clause: 'no-spam', reason: 'An advert.' }
  const sanction = await sanctionMember(world.as(mo), { handle: 'cal', kind: 'warning', ...reason })

  const [clock] = await world.db.select().from(slaClocks)
  const [crmCase] = await world.db.select().from(crmCases)
  const due = clock?.dueAt?.toISOString() ?? 'no clock runs'
  const secrets = [...Object.values(planted), due, crmCase!.externalId]
  const [statement] = await world.db.select().from(statements)
  const [decision] = await world.db.select().from(reviewDecisions)
  expect((await world.db.select().from(reviewItems)).length).toBe(2)

  await giveRoles(admin, { handle: 'bo', roles: ['moderator'] })
  await giveModerationActions(admin, { handle: 'bo', actions: [...moderationActions] })
  return {
    secrets,
    volunteer: await actorOfMember(world.ctx, { memberId: bo.memberId }),
    names: {
      ...{
        board: 'route',
        boardId: board.id,
        group: 'line',
        topicId: String(waiting.id),
        slug: waiting.slug,
      },
      ...{ postId: waiting.openingId, parentId: waiting.openingId, itemId: open.itemId, handle: 'cal' },
      ...{ decisionId: decision!.id, statementId: statement!.id, sanctionId: sanction.sanctionId },
      ...{
        escalationId: crmCase!.escalationId,
        accountId: crmCase!.accountId,
        tag: 'export',
        subject: 'topic',
      },
      ...{ id: String(waiting.id), key: 'flag', ladder: 'contributors', place: '1', document: 'privacy' },
      ...{ version: '0', view: 'all', tab: 'activity', language: 'de', externalId: planted.accountId },
    } as Record<string, string>,
  }
}

const nowhere = '01890a5d-ac96-774b-bcce-b302099a8057'

type Listed = { pattern: string; file: string }
const listed = (entries: readonly RouteConfigEntry[], above = ''): Listed[] =>
  entries.flatMap((entry) => {
    const pattern = [above, entry.path].filter(Boolean).join('/')
    return [{ pattern: `/${pattern}`, file: entry.file }, ...listed(entry.children ?? [], pattern)]
  })
const routes = [...listed(manifest), { pattern: '/', file: 'root.tsx' }]

type Names = Record<string, string>
type Page = { pattern: string; status: number; text: string }

/** What a page's loader answers, whole: values, a redirect with its address, a file, or a refusal with its reason. */
async function look(world: World, as: Actor, { pattern, file }: Listed, names: Names): Promise<Page | null> {
  const route = (await import(/* @vite-ignore */ pathToFileURL(resolve('app', file)).href)) as {
    loader?: (args: ReturnType<typeof asked>) => unknown
  }
  if (!route.loader) return null
  const params: Names = {}
  const at = pattern.replace(/:(\w+)\??/g, (_, name: string) => (params[name] = names[name] ?? nowhere))
  const path = pattern === '/mod/desk' ? paths.reviewDesk(names.itemId ?? nowhere, { most: '4' }) : at
  const answer = await Promise.resolve()
    .then(() => route.loader!(asked(world, { path, as, params })))
    .catch((error: unknown) => error)
  if (answer instanceof Response) {
    const text = `${answer.headers.get('location') ?? ''} ${await answer.text()}`
    return { pattern, status: answer.status, text }
  }
  const refused = typeof answer === 'object' && answer !== null && 'init' in answer ? answer.init : null
  const status = (refused as { status?: number } | null)?.status ?? 200
  if (answer instanceof Error) throw new Error(`${pattern}: ${answer.message}`, { cause: answer })
  return { pattern, status, text: JSON.stringify(answer) ?? '' }
}

async function everyPage(world: World, as: Actor, names: Names) {
  const pages: Page[] = []
  for (const route of routes) {
    const page = await look(world, as, route, names)
    if (page) pages.push(page)
  }
  return pages
}

/** Every endpoint as this member: reads with what they may take, writes with as good a body as fits many. */
async function everyEndpoint(api: Api, handle: string, names: Names) {
  const bodies = { body: 'Have you looked into the log?', text: 'A note.', clause: 'no-spam', note: 'Look.' }
  const answers: Page[] = []
  for (const { method, path } of endpoints) {
    const at = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? nowhere))
    const filled = method === 'GET' ? {} : { body: { ...bodies, action: 'skip', value: 1, score: 1 } }
    const { status, body } = await api.call(`${method} ${at}`, { as: handle, ...filled })
    answers.push({ pattern: `${method} ${path}`, status, text: JSON.stringify(body) ?? '' })
  }
  return answers
}

const telling = (pages: readonly Page[], secrets: readonly string[]) =>
  pages.flatMap(({ pattern, text }) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${pattern}: ${secret}`),
  )

test('MOD-25: no page shows a moderator who is no employee anything of the CRM, whatever actions they hold', async ({
  world,
}) => {
  const { secrets, volunteer, names } = await customerOf(world)
  const pages = await everyPage(world, volunteer, names)
  expect(telling(pages, secrets)).toEqual([])
  // it was a real walk: most pages answered, those of the queue among them
  const opened = pages.filter(({ status }) => status === 200).map(({ pattern }) => pattern)
  expect(opened).toEqual(
    expect.arrayContaining([
      '/mod/queue',
      '/mod/desk',
      '/mod/item/:itemId',
      '/mod/members/:handle',
      '/mod/log',
      '/mod/report',
      '/statements/:statementId',
      '/u/:handle/:tab?',
      '/q/:topicId/:slug?',
    ]),
  )
  expect(opened.length).toBeGreaterThan(50)
  // and the words are there to be found: an admin meets every one of them somewhere
  const seen = telling(await everyPage(world, world.cast.ada, names), secrets)
  const missed = secrets.filter((secret) => !seen.some((line) => line.endsWith(`: ${secret}`)))
  expect(missed).toEqual([])
})

test('MOD-25: no endpoint tells a moderator who is no employee anything of the CRM, whatever actions they hold', async ({
  api,
}) => {
  const { secrets, names } = await customerOf(api.world)
  const answers = await everyEndpoint(api, 'bo', names)
  expect(answers).toHaveLength(endpoints.length)
  expect(telling(answers, secrets)).toEqual([])
  const told = answers.filter(({ status }) => status < 300).map(({ pattern }) => pattern)
  expect(told).toEqual(
    expect.arrayContaining([
      'GET /review',
      'GET /review/{itemId}',
      'GET /topics/{topicId}',
      'GET /members/{handle}',
    ]),
  )
  expect(told.length).toBeGreaterThan(30)
  const seen = telling(await everyEndpoint(api, 'ada', names), secrets)
  expect(seen.length).toBeGreaterThan(0)
})
