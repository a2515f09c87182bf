import { sql } from 'drizzle-orm'
import { inject } from 'vitest'
import { askAnother, loadDemo } from '#db/demo.ts'
import { accounts } from '#db/demo/accounts.ts'
import { boards } from '#db/demo/boards.ts'
import { moderated } from '#db/demo/decided.ts'
import { members } from '#db/demo/members.ts'
import { before } from '#db/demo/moments.ts'
import { newcomers } from '#db/demo/newcomers.ts'
import { password } from '#db/demo/people.ts'
import { tags } from '#db/demo/tags.ts'
import { topics } from '#db/demo/topics/index.ts'
import type { Ago } from '#db/demo/types.ts'
import { firstPosts } from '#db/demo/waiting.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { rows } from '#server/core/rows.ts'
import { ownDatabase } from '#tests/database.ts'
import { shippedBadges } from '#server/reputation/shipped-badges.ts'
import { expect, test } from '#tests/world.ts'

const now = new Date('2026-03-04T09:00:00.000Z')
const at = (ago: Ago) => before(now, ago).getTime()

test('the sample community is as large as promised, and every part of it is used', () => {
  expect(boards).toHaveLength(6)
  expect(members).toHaveLength(60)
  expect(topics.length).toBeGreaterThanOrEqual(150)
  expect(accounts).toHaveLength(14)
  expect(new Set(accounts.map((account) => account.level))).toEqual(new Set(['Gold', 'Silver', 'Bronze']))
  expect(new Set(topics.map((topic) => topic.key)).size).toBe(topics.length)
  const used = new Set(topics.flatMap((topic) => topic.tags))
  expect(Object.keys(tags).filter((tag) => !used.has(tag as keyof typeof tags))).toEqual([])
})

test('nobody in it speaks before joining, answers before the question or links to a later topic', () => {
  const joined = new Map<string, number>(
    members.map((member) => [member.handle, at(`${member.joinedDaysAgo}d5h`)]),
  )
  const started = new Map(topics.map((topic) => [topic.key, at(topic.ago)]))
  for (const topic of topics) {
    const words = [
      topic,
      ...(topic.comments ?? []),
      ...topic.posts,
      ...topic.posts.flatMap((post) => post.comments ?? []),
    ]
    for (const { by, ago, edited } of words) {
      expect(at(ago), `${topic.key}: ${by} ${ago}`).toBeGreaterThan(joined.get(by)!)
      if (edited) expect(at(edited.ago), topic.key).toBeGreaterThan(at(ago))
    }
    for (const post of topic.posts) {
      expect(at(post.ago), `${topic.key}: ${post.by}`).toBeGreaterThan(at(topic.ago))
      for (const comment of post.comments ?? [])
        expect(at(comment.ago), `${topic.key}: ${comment.by}`).toBeGreaterThan(at(post.ago))
    }
    const links = words.flatMap(({ body }) =>
      [...body.matchAll(/\(topic:([\w-]+)\)/g)].map(([, key]) => key!),
    )
    for (const key of [...links, ...(topic.duplicateOf ? [topic.duplicateOf.key] : [])])
      expect(started.get(key), `${topic.key} → ${key}`).toBeLessThan(at(topic.ago))
  }
})

test('its Markdown renders: no fence left open, no date word left over', () => {
  for (const topic of topics)
    for (const { body } of [topic, ...topic.posts]) {
      expect(body.match(/^ *```/gm)?.length ?? 0, topic.key).toSatisfy((fences: number) => fences % 2 === 0)
      const html = renderMarkdown(body, { origin: 'http://127.0.0.1:3000' })
      expect(html.length, topic.key).toBeGreaterThan(0)
    }
})

test(
  'it loads in seconds, whole, with topics of every state; a second load changes nothing',
  { timeout: 180_000 },
  async () => {
    const own = await ownDatabase(inject('cluster'), `throughline_demo_${process.pid}`)
    try {
      const place = { db: own.db, now: new Date(), site: 'http://127.0.0.1:3000' }
      expect(await loadDemo(place)).toMatchObject({ loaded: true })
      const count = async (what: ReturnType<typeof sql>) =>
        Number((await rows<{ n: number }>(own.db, sql`select count(*)::int as n from ${what}`))[0]!.n)
      const sizes = async () =>
        Promise.all(
          [
            'members',
            'boards',
            'tags',
            'topics',
            'posts',
            'votes',
            'acceptances',
            'events',
            'member_links',
          ].map((table) => count(sql.raw(table))),
        )
      const loaded = await sizes()
      expect(loaded.slice(0, 4)).toEqual([
        60 + newcomers.length,
        6,
        Object.keys(tags).length,
        topics.filter((topic) => !topic.live).length + 1 + moderated.length + firstPosts.length,
      ])
      expect(await count(sql`members where email_verified_at is null or password_hash is null`)).toBe(0)
      expect(password.length).toBeGreaterThanOrEqual(10)

      const states = {
        unanswered: sql`topics where kind = 'question' and answered_at is null`,
        answered: sql`topics where kind = 'question' and answered_at is not null and solved_at is null`,
        solved: sql`topics where solved_at is not null`,
        duplicate: sql`topics where closed_reason = 'duplicate' and duplicate_of is not null`,
        'needs-detail': sql`topics where closed_reason = 'needs-detail'`,
        'off-topic': sql`topics where closed_reason = 'off-topic'`,
        obsolete: sql`topics where closed_reason = 'obsolete'`,
        other: sql`topics where closed_reason = 'other'`,
        hidden: sql`posts where hidden_at is not null`,
        edited: sql`posts where edit_count > 0`,
        private: sql`posts where visibility = 'private'`,
        note: sql`posts where visibility = 'note'`,
        discussion: sql`topics where kind = 'discussion'`,
        announcement: sql`topics where kind = 'announcement'`,
      }
      for (const [state, where] of Object.entries(states))
        expect(await count(where), state).toBeGreaterThan(0)
      expect(await count(sql`posts where created_at > ${place.now.toISOString()}::timestamptz`)).toBe(0)
      expect(await count(sql`posts where html like '%topic:%' or html like '%{{%'`)).toBe(0)
      expect(
        await count(sql`topics t where t.score <> (select score from posts where id = t.opening_id)`),
      ).toBe(0)

      const escalated = await rows<{ state: string; cause: string }>(
        own.db,
        sql`select state, cause from escalations`,
      )
      expect(new Set(escalated.map(({ state }) => state))).toEqual(
        new Set(['queued', 'assigned', 'acknowledged', 'awaiting_customer', 'resolved']),
      )
      expect(new Set(escalated.map(({ cause }) => cause))).toEqual(new Set(['nr', 'ns', 'customer', 'staff']))
      expect(await count(sql`crm_cases`)).toBe(escalated.length)
      const [live] = await rows<{ due: Date; handle: string }>(
        own.db,
        sql`select c.due_at as due, m.handle from sla_clocks c join topics t on t.id = c.topic_id join members m on m.id = t.author_id
        where c.state = 'running' order by c.due_at limit 1`,
      )
      const left = new Date(live!.due).getTime() - Date.now()
      expect(live!.handle).toBe('cal')
      expect(left).toBeGreaterThan(0)
      expect(left).toBeLessThan(90_000)

      const standing = await rows<{ step: number; members: number }>(
        own.db,
        sql`select step, count(*)::int as members from member_ranks where ladder = 'contributors' group by 1 order by 1`,
      )
      expect(standing.length).toBeGreaterThanOrEqual(4)
      expect(standing.at(-1)!.step).toBeGreaterThanOrEqual(5)
      const held = await rows<{ badge: string }>(own.db, sql`select distinct badge from badge_awards`)
      const metal = new Map(shippedBadges.map((badge) => [badge.key, badge.metal]))
      expect(new Set(held.map(({ badge }) => metal.get(badge)))).toEqual(
        new Set(['bronze', 'silver', 'gold']),
      )

      // a queue worth working, with what stands behind it
      const queue = {
        flags: sql`review_items where state = 'open' and kind = 'flags'`,
        edit: sql`review_items where state = 'open' and kind = 'edit'`,
        'first-post': sql`review_items i join posts p on p.id = i.post_id where i.state = 'open' and i.kind = 'first-post' and p.held_at is not null and i.publish_at > ${place.now.toISOString()}::timestamptz`,
        spam: sql`review_items where state = 'open' and kind = 'spam'`,
        'word rule': sql`review_items where state = 'open' and kind = 'other'`,
        appeal: sql`review_items where state = 'open' and kind = 'appeal'`,
        claimed: sql`review_items where state = 'open' and claimed_until > ${place.now.toISOString()}::timestamptz`,
        'assigned by a rule': sql`review_rule_hits h join review_items i on i.id = h.item_id where i.assignee_id is not null and i.category = 'privacy'`,
        'second opinion': sql`review_items where state = 'open' and second_from is not null`,
        notes: sql`review_notes`,
        'hidden by the weight of reports': sql`review_items where state = 'open' and auto_hidden_at is not null`,
        'hidden and let stand under one clause': sql`review_decisions h join review_decisions k on k.action = 'approve' where h.action = 'hide' and h.clause = 'no-spam'`,
        'taken back on appeal': sql`appeals where outcome = 'overturned'`,
        'a warning': sql`sanctions where kind = 'warning' and lifted_at is null`,
        'a limit in force': sql`sanctions where kind = 'limit' and until > ${place.now.toISOString()}::timestamptz`,
        'word rules': sql`word_rules where active`,
        'product lines': sql`board_groups g join boards b on b.group_id = g.id`,
        'of earlier weeks': sql`review_items where state = 'decided' and decided_at < ${place.now.toISOString()}::timestamptz - interval '8 days'`,
      }
      for (const [what, where] of Object.entries(queue)) expect(await count(where), what).toBeGreaterThan(0)

      const again = await loadDemo({ ...place, now: new Date(place.now.getTime() + 3_600_000) })
      expect(again.loaded).toBe(false)
      expect(await sizes()).toEqual(loaded)

      for (const left of topics.filter((topic) => topic.live).slice(1))
        expect(await askAnother(place), left.key).toBe(true)
      expect(await askAnother(place)).toBe(false)
      expect(
        await count(sql`sla_clocks where state = 'running' and due_at < now() + interval '90 seconds'`),
      ).toBe(4)
    } finally {
      await own.drop()
    }
  },
)
