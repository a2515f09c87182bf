import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import {
  crmCases,
  crmContacts,
  crmContracts,
  escalations,
  events,
  linkSuggestions,
  memberLinks,
  members,
  slaClocks,
  topics,
} from '#db/schema/index.ts'
import { importCrmCsvCommand } from '#server/cli/import-crm-csv.ts'
import { importStackExchange } from '#server/cli/import-stackexchange.ts'
import { system } from '#server/core/actor.ts'
import { type Ctx, makeCtx } from '#server/core/ctx.ts'
import { readEnv } from '#server/core/env.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import {
  accountList,
  coverage,
  linkMember,
  matchByVerifiedMail,
  strayContacts,
  suggestionList,
  upsertContact,
} from '#server/crm/index.ts'
import { consoleView, escalationPage, putPolicy } from '#server/escalation/index.ts'
import { addPost, startTopic } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { memberOf } from '#tests/factories/cast.ts'
import { ownDatabase } from '#tests/database.ts'
import { until } from '#tests/jobs/place.ts'
import { expect, hour, test } from '#tests/world.ts'
import { salesforceCsv } from './salesforce-csv.ts'

const corpus = process.env.CORPUS_DIR
const folder = mkdtempSync(join(tmpdir(), 'throughline-real-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `import crm-csv` on Salesforce's sample; by six years its ends are 22 October 2025 and 23 April 2026. */
async function bringSample(ctx: Ctx, from: string) {
  const files = await salesforceCsv({ from: join(from, 'crm-salesforce-sample/sla'), to: folder, years: 6 })
  const lines: string[] = []
  await importCrmCsvCommand.run(
    ['--accounts', files.accounts, '--contacts', files.contacts, '--contracts', files.contracts],
    {
      env: readEnv({}),
      print: (line) => void lines.push(line),
      note: (line) => void lines.push(line),
      open: () => Promise.resolve({ ctx } as never),
      openAsItIs: () => Promise.reject(new Error('not asked for')),
    },
  )
  return lines
}

if (corpus) {
  test('CRM-23: the sample org’s accounts become contracts by level and end, and a second time changes nothing', async ({
    world,
  }) => {
    expect(await bringSample(world.ctx, corpus)).toEqual([
      expect.stringMatching(/accounts.*12.*12/),
      expect.stringMatching(/contacts.*20.*20/),
      expect.stringMatching(/contracts.*11.*11/),
    ])
    const found = await world.db
      .select({ level: crmContracts.supportLevel, from: crmContracts.startsOn, to: crmContracts.endsOn })
      .from(crmContracts)
    expect(found.map(({ level }) => level).sort()).toEqual(
      'Bronze Bronze Gold Gold Platinum Platinum Platinum Platinum Silver Silver Silver'.split(' ').sort(),
    )
    const terms = found.map(({ from, to }) => `${from} ${to}`)
    expect(terms.filter((term) => term === '2025-04-24 2026-04-23')).toHaveLength(7)
    expect(terms.filter((term) => term === '2024-10-23 2025-10-22')).toHaveLength(4)
    const told = await world.db.$count(events)
    await bringSample(world.ctx, corpus)
    expect(await world.db.$count(events)).toBe(told)
  })

  test('CRM-03 CRM-04: of the sample’s contacts 6 fit one account by domain and 14 none; nothing is linked, all wait for a person', async ({
    world,
  }) => {
    await bringSample(world.ctx, corpus)
    expect(await world.db.$count(crmContacts, isNotNull(crmContacts.accountId))).toBe(0)
    const strays = await strayContacts(world.ctx, { limit: 100 })
    expect(strays).toHaveLength(20)
    expect(strays.filter(({ accounts }) => accounts.length === 1)).toHaveLength(6)
    expect(strays.filter(({ accounts }) => accounts.length === 0)).toHaveLength(14)

    // whoever proves such an address is suggested to a person, and covered by nothing
    const joined = []
    for (const { id, emails } of strays)
      if (emails[0]) joined.push(await memberOf(world, { handle: `m-${id.slice(-12)}`, email: emails[0] }))
    for (const { memberId } of joined) await matchByVerifiedMail(world.ctx, memberId)
    expect(joined).toHaveLength(18)
    expect(await world.db.$count(memberLinks)).toBe(0)
    expect(await world.db.$count(linkSuggestions, eq(linkSuggestions.state, 'open'))).toBe(18)
    expect(await suggestionList(world.ctx, { limit: 100 })).toHaveLength(18)
    for (const { memberId } of joined)
      expect(await coverage(world.ctx, { memberId, at: world.now })).toMatchObject({ covered: false })
  })
}

if (corpus)
  describe('twenty members of a real site with contracts of a real CRM', () => {
    const asked = new Date('2026-03-04T09:00:00.000Z')
    const clockFile = join(folder, 'clock')
    const setClock = (at: Date) => writeFileSync(clockFile, at.toISOString())
    const workers: ChildProcess[] = []
    let place: Awaited<ReturnType<typeof ownDatabase>>
    const at = (now: Date) => makeCtx({ db: place.db, actor: system('test'), now, requestId: 'test' })
    const as = async (memberId: MemberId, now: Date) => ({
      ...at(now),
      actor: await actorOfMember(at(now), { memberId }),
    })

    beforeAll(async () => {
      place = await ownDatabase(inject('cluster'), 'throughline_real_input')
      setClock(asked)
    })
    afterAll(async () => {
      for (const worker of workers) worker.kill('SIGKILL')
      await place.drop()
    })

    async function startWorker() {
      const entry = resolve(import.meta.dirname, 'clocked-worker.ts')
      const worker = spawn(process.execPath, [entry, JSON.stringify(place.connection), clockFile], {
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
        env: { ...process.env, NODE_ENV: 'test' },
      })
      workers.push(worker)
      await once(worker.stdout!, 'data')
      return worker
    }

    const ask = async (memberId: MemberId, n: number) =>
      (
        await startTopic(await as(memberId, asked), {
          board: 'imported',
          kind: 'question',
          title: `Which of my words goes first in case ${n}?`,
          body: 'The grammar I have says both, and the examples disagree with each other.',
        })
      ).id

    test(
      'ESC-01 ESC-12 E49: exactly the covered, unanswered questions escalate, each once, though the sweep is killed in the middle',
      { timeout: 150_000 },
      async () => {
        const admin = at(asked)
        await importStackExchange(admin, { folder: join(corpus, 'stackexchange-conlang-meta') })
        await bringSample(admin, corpus)
        for (const [level, target] of Object.entries({
          platinum: 'PT4H',
          gold: 'PT8H',
          silver: 'PT24H',
          bronze: 'PT48H',
        }))
          await putPolicy(admin, {
            key: level,
            match: { level },
            enforceFrom: '2026-01-01T00:00:00Z',
            noReply: { target, clock: 'elapsed' },
          })

        // a person says who is who: twenty members, one contact each, the accounts in turn
        const people = await place.db
          .select({ id: members.id, handle: members.handle })
          .from(members)
          .where(isNotNull(members.ghostOf))
          .orderBy(members.handle)
          .limit(26)
        const accounts = (await accountList(admin, { limit: 100 })).items
        const linked = people.slice(0, 20)
        for (const [n, { id, handle }] of linked.entries()) {
          const contact = { externalId: `ours-${n}`, account: accounts[n % accounts.length]!.externalId }
          await upsertContact(admin, { ...contact, emails: [`${handle}@ours.example`] })
          await linkMember(admin, { memberId: id, contact: contact.externalId })
        }
        const covered = []
        for (const { id } of linked)
          if ((await coverage(admin, { memberId: id, at: asked })).covered) covered.push(id)
        expect(covered.length).toBeGreaterThan(8)
        expect(covered.length).toBeLessThan(20)

        const first = await startWorker()
        const questions = new Map<MemberId, TopicId>()
        for (const [n, { id }] of people.slice(0, 25).entries()) questions.set(id, await ask(id, n))
        const clocks = (state: 'running' | 'stopped' | 'fired') =>
          place.db.$count(slaClocks, eq(slaClocks.state, state))
        await until(async () => (await clocks('running')) === covered.length, 40)

        // peers answer every third covered question; an asker's own word stops nothing
        const peer = people[25]!.id
        const answered = covered.filter((_, n) => n % 3 === 0)
        const soon = new Date(asked.getTime() + hour)
        setClock(soon)
        for (const id of answered)
          await addPost(await as(peer, soon), {
            topicId: questions.get(id)!,
            body: 'The verb does, if it is a question.',
          })
        const waiting = covered.filter((id) => !answered.includes(id))
        await addPost(await as(waiting[0]!, soon), {
          topicId: questions.get(waiting[0]!)!,
          body: 'I have tried both ways now.',
        })
        await until(async () => (await clocks('stopped')) === answered.length, 40)
        expect(await place.db.$count(escalations)).toBe(0)

        // the sweep has opened escalations when it must wait for the table of cases; there it dies
        await place.sql.begin(async (tx) => {
          await tx`lock table crm_cases in share mode`
          setClock(new Date(asked.getTime() + 49 * hour))
          await until(async () => {
            const [held] = await place.sql`select 1 from pg_locks l join pg_stat_activity a using (pid)
              where not l.granted and l.relation = 'crm_cases'::regclass and a.datname = current_database()`
            return held !== undefined
          }, 40)
          first.kill('SIGKILL')
          await once(first, 'exit')
        })
        expect(await place.db.$count(escalations)).toBe(0)
        await startWorker()
        await until(async () => (await clocks('fired')) === waiting.length, 60)

        const opened = await place.db.select().from(escalations)
        const due = new Set(waiting.map((id) => questions.get(id)))
        expect(opened).toHaveLength(waiting.length)
        expect(new Set(opened.map(({ topicId }) => topicId))).toEqual(due)
        const cases = await place.db.select().from(crmCases)
        expect(new Set(cases.map(({ escalationId }) => escalationId))).toEqual(
          new Set(opened.map(({ id }) => id)),
        )
        expect(cases).toHaveLength(waiting.length)
        expect(await place.db.$count(events, eq(events.type, 'escalation.opened'))).toBe(waiting.length)
        // imported questions have no clock, however their authors are linked now
        expect(await place.db.$count(slaClocks, notInArray(slaClocks.topicId, [...questions.values()]))).toBe(
          0,
        )
        expect(
          await place.db.$count(topics, and(isNotNull(topics.sourceUrl), isNotNull(topics.escalatedAt))),
        ).toBe(0)

        const end = at(new Date(asked.getTime() + 49 * hour))
        const { rows } = await consoleView(end, { limit: 100 })
        expect(rows.map(({ dueAt }) => dueAt)).toEqual(rows.map(({ dueAt }) => dueAt).sort((a, b) => +a - +b))
        for (const { id } of rows) {
          const page = await escalationPage(end, { escalationId: id })
          expect(page.trace.length).toBeGreaterThan(2)
        }
        // another look finds nothing more to do
        const settled = await place.sql`select pg_sleep(6), 1`
        expect(settled).toHaveLength(1)
        expect(await place.db.$count(escalations, sql`true`)).toBe(waiting.length)
      },
    )
  })
