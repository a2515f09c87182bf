import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import { describe } from 'vitest'
import {
  boards,
  commands,
  importRefs,
  members,
  postBounties,
  postRevisions,
  posts,
  tags,
  topics,
  votes,
} from '#db/schema/index.ts'
import { importStackExchange } from '#server/cli/import-stackexchange.ts'
import { reportLines } from '#server/cli/stackexchange/report.ts'
import { rowsOf } from '#server/cli/stackexchange/dump.ts'
import { closeReason, hostOf, licenceOf, momentOf, tagsOf } from '#server/cli/stackexchange/rows.ts'
import { expect, test, type World } from '#tests/world.ts'
import { provesBadges } from './beer-badges.ts'
import { provesReputations } from './beer-reputations.ts'

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#xD;')
    .replaceAll('\n', '&#xA;')
const row = (values: Record<string, string | number>) =>
  `  <row ${Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ')} />`

/** A dump of our own making: the edges that a real one shows only now and then. */
async function dumpOf(files: Record<string, string[]>) {
  const folder = await mkdtemp(join(tmpdir(), 'dump-'))
  for (const [name, rows] of Object.entries(files)) {
    const text = `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<${name}>\n${rows.join('\n')}\n</${name}>\n`
    await writeFile(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

const day = (number: number) => `2015-03-0${number}T00:00:00.000`
const users = [
  row({ Id: -1, DisplayName: 'Community', CreationDate: day(1) }),
  row({ Id: 1, DisplayName: 'Zoë Müller', CreationDate: day(1), LastAccessDate: day(5) }),
  row({ Id: 2, DisplayName: 'zoe muller', CreationDate: day(1) }),
  row({ Id: 3, DisplayName: '日本', CreationDate: day(2) }),
  row({ Id: 4, DisplayName: 'nia', CreationDate: day(2) }),
]
const question = {
  PostTypeId: 1,
  CreationDate: day(2),
  Body: '<p>Why?</p>',
  Tags: '<c#><.net>',
  ViewCount: 12,
  Score: 0,
}
const answer = { PostTypeId: 2, CreationDate: day(3), Body: '<p>So.</p>', Score: 0 }

const total = async (world: World) => {
  const [found] = await world.db
    .select({
      members: sql<number>`(select count(*)::int from members)`,
      topics: sql<number>`(select count(*)::int from topics)`,
      posts: sql<number>`(select count(*)::int from posts)`,
      votes: sql<number>`(select count(*)::int from votes)`,
      revisions: sql<number>`(select count(*)::int from post_revisions)`,
      bounties: sql<number>`(select count(*)::int from post_bounties)`,
      tags: sql<number>`(select count(*)::int from tags)`,
      refs: sql<number>`(select count(*)::int from import_refs)`,
      events: sql<number>`(select count(*)::int from events)`,
      content: sql<string>`(select md5(string_agg(t::text || p::text, '' order by p.id)) from topics t join posts p on p.topic_id = t.id)`,
    })
    .from(sql`(select 1) as one`)
  return found!
}

const topicTitled = async (world: World, title: string) => {
  const [topic] = await world.db.select().from(topics).where(eq(topics.title, title))
  const found = await world.db
    .select()
    .from(posts)
    .where(eq(posts.topicId, topic!.id))
    .orderBy(asc(posts.number))
  return { topic: topic!, posts: found }
}

describe('a dump of our own making', () => {
  test('API-09: Stack Exchange, what is odd is kept as far as it goes, and what is left out is counted', async ({
    world,
  }) => {
    await using dump = await dumpOf({
      'Users.xml': [
        ...users,
        row({ DisplayName: 'no id', CreationDate: day(1) }),
        row({ Id: 9, DisplayName: 'no date' }),
      ],
      'Posts.xml.gz': [
        row({ ...answer, Id: 2, ParentId: 5, OwnerUserId: 2, CommunityOwnedDate: day(4) }),
        row({
          ...question,
          Id: 5,
          Title: 'Salt & "pepper" <3\n?',
          AcceptedAnswerId: 2,
          OwnerUserId: 1,
          Score: 3,
          LastEditDate: day(4),
        }),
        row({ ...question, Id: 6, Title: 'Owner is gone', OwnerDisplayName: 'user77', Tags: '|c#|new|' }),
        row({ ...question, Id: 7, Title: 'Owner is nobody' }),
        row({ ...question, Id: 8, Title: 'Owner is the system', OwnerUserId: -1 }),
        row({ ...question, Id: 9, Title: 'Owner is not in the dump', OwnerUserId: 55 }),
        row({ ...question, Id: 10, Title: '', OwnerUserId: 1 }),
        row({ ...question, Id: 11, Title: 'No date', CreationDate: 'yesterday' }),
        row({ ...answer, Id: 12, ParentId: 999 }),
        row({ Id: 13, PostTypeId: 5, CreationDate: day(1), Body: '<p>All about <b>sharp</b></p>' }),
        row({ Id: 14, PostTypeId: 4, CreationDate: day(1), Body: 'Sharp &amp; short' }),
        row({ Id: 15, PostTypeId: 7, CreationDate: day(1), Body: '' }),
        '  <row Id="16" PostTypeId="1" Title="cut off',
        row({
          ...question,
          Id: 17,
          Title: 'After the broken row',
          Body: '<p>x<script>alert(1)</script><img src="http://i.imgur.com/a.png"> &amp;lt;</p>',
        }),
        '  <row Id="18" PostTypeId="1" CreationDate="2015-03-02T00:00:00" Title="Bell &#x7; &#0; rings" Body="&lt;p&gt;&amp;amp;amp; \n second line&lt;/p&gt;" />',
      ],
      'Tags.xml': [
        row({ Id: 1, TagName: 'c#', ExcerptPostId: 14, WikiPostId: 13 }),
        row({ Id: 2, TagName: '.net' }),
      ],
      'Comments.xml': [
        row({
          Id: 1,
          PostId: 5,
          Text: 'See [this](http://x.org) `a<b`',
          CreationDate: day(3),
          UserId: 2,
          Score: 2,
        }),
        row({ Id: 2, PostId: 999, Text: 'orphan', CreationDate: day(3) }),
        row({ Id: 3, PostId: 13, Text: 'on a wiki', CreationDate: day(3) }),
      ],
      'Votes.xml': [
        ...[1, 2, 3, 4].map((id) =>
          row({ Id: id, PostId: 5, VoteTypeId: id === 4 ? 3 : 2, CreationDate: day(4) }),
        ),
        row({ Id: 5, PostId: 2, VoteTypeId: 1, CreationDate: day(2) }),
        row({ Id: 6, PostId: 999, VoteTypeId: 2, CreationDate: day(4) }),
        row({ Id: 7, PostId: 13, VoteTypeId: 2, CreationDate: day(4) }),
        row({ Id: 8, PostId: 5, VoteTypeId: 5, UserId: 3, CreationDate: day(4) }),
        row({ Id: 9, PostId: 5, VoteTypeId: 8, UserId: 1, BountyAmount: 50, CreationDate: day(4) }),
        row({ Id: 10, PostId: 2, VoteTypeId: 9, BountyAmount: 50, CreationDate: day(5) }),
      ],
    })
    const report = await importStackExchange(world.ctx, { ...dump, site: 'example.org' })

    expect(report.files.Users).toMatchObject({
      read: 7,
      written: 4,
      skipped: { systemUser: 1, noId: 1, noDate: 1 },
    })
    expect(report.files.Posts).toMatchObject({
      read: 15,
      written: 8,
      used: 2,
      skipped: { noText: 1, noDate: 1, noQuestion: 1, placeholder: 1, unreadable: 1 },
    })
    expect(report.files.Comments).toMatchObject({
      read: 3,
      written: 1,
      skipped: { postDeleted: 1, otherPost: 1 },
    })
    expect(report.files.Votes).toMatchObject({
      read: 10,
      written: 6,
      used: 1,
      skipped: { postDeleted: 1, otherPost: 1, favourite: 1 },
    })
    expect(report.files.PostHistory).toMatchObject({ missing: true, read: 0 })
    for (const file of Object.values(report.files)) {
      const skipped = Object.values(file.skipped).reduce((sum, count) => sum + count, 0)
      expect(file.read).toBe(file.written + file.known + file.used + skipped)
    }
    expect(reportLines(report).join('\n')).toContain('1 skipped: about a post deleted since')

    const salt = await topicTitled(world, 'Salt & "pepper" <3 ?')
    expect(salt.topic).toMatchObject({
      kind: 'question',
      score: 3,
      replyCount: 1,
      postCount: 3,
      acceptedCount: 1,
      views: 12,
      tagSlugs: ['c#', '.net'],
      sourceUrl: 'https://example.org/q/5',
      sourceLicence: 'CC BY-SA 3.0',
      slug: 'salt-pepper-3',
    })
    expect(salt.topic.createdAt.toISOString()).toBe('2015-03-02T00:00:00.000Z')
    const [opening, reply, comment] = salt.posts
    expect(opening).toMatchObject({
      score: 3,
      up: 4,
      down: 1,
      html: '<p dir="auto">Why?</p>',
      sourceFormat: 'html',
    })
    expect(reply).toMatchObject({
      kind: 'answer',
      communityAt: new Date('2015-03-04T00:00:00Z'),
      acceptedBy: opening!.authorId,
    })
    // The accept vote's day begins before the answer was written.
    expect(reply!.acceptedAt).toEqual(reply!.createdAt)
    expect(comment).toMatchObject({
      kind: 'comment',
      parentId: opening!.id,
      score: 2,
      sourceFormat: 'markdown',
    })
    expect(comment!.html).toContain('<code dir="ltr">a&lt;b</code>')

    expect((await topicTitled(world, 'Owner is gone')).topic).toMatchObject({
      authorId: null,
      authorName: 'user77',
      tagSlugs: ['c#', 'new'],
    })
    expect((await topicTitled(world, 'Owner is nobody')).topic).toMatchObject({
      authorId: null,
      authorName: null,
    })
    expect((await topicTitled(world, 'Owner is the system')).topic).toMatchObject({
      authorId: null,
      authorName: 'Community',
    })
    expect((await topicTitled(world, 'Owner is not in the dump')).topic).toMatchObject({
      authorId: null,
      authorName: 'user55',
    })
    const hostile = (await topicTitled(world, 'After the broken row')).posts[0]!.html
    expect(hostile).not.toMatch(/<script|<img/)
    expect(hostile).toContain('i.imgur.com</a> &amp;lt;')
    expect((await topicTitled(world, 'Bell rings')).posts[0]!.html).toContain('&amp;amp;   second line')

    const handles = await world.db
      .select({ handle: members.handle })
      .from(members)
      .where(sql`${members.ghostOf} is not null`)
      .orderBy(members.joinedAt, members.ghostOf)
    expect(handles.map((ghost) => ghost.handle)).toEqual(['zoe-muller', 'zoe-muller-2', 'member', 'nia-4'])
    const [sharp] = await world.db.select().from(tags).where(eq(tags.slug, 'c#'))
    expect(sharp).toMatchObject({
      excerpt: 'Sharp & short',
      description: 'All about **sharp**',
      topicCount: 6,
    })
    const [board] = await world.db.select().from(boards).where(eq(boards.slug, 'imported'))
    expect(board).toMatchObject({ topicCount: 7, title: 'Imported' })
    const bounties = await world.db.select().from(postBounties).orderBy(postBounties.at)
    expect(bounties).toMatchObject([
      { kind: 'offered', amount: 50, memberId: opening!.authorId, postId: opening!.id },
      { kind: 'awarded', amount: 50, memberId: null, postId: reply!.id },
    ])
  })

  test('edits, closings and duplicates end as they stood there', async ({ world }) => {
    const history = { CreationDate: day(3), UserId: 2 }
    await using dump = await dumpOf({
      'Users.xml': users,
      'Posts.xml': [
        row({ ...question, Id: 1, Title: 'First', OwnerUserId: 1 }),
        row({ ...question, Id: 2, Title: 'Again', OwnerUserId: 1, ClosedDate: day(5) }),
        row({ ...question, Id: 3, Title: 'Reopened', OwnerUserId: 1 }),
        row({ ...question, Id: 4, Title: 'Vague', OwnerUserId: 1, ClosedDate: day(5) }),
        row({ ...question, Id: 5, Title: 'Odd', OwnerUserId: 1, ClosedDate: day(5) }),
      ],
      'PostHistory.xml': [
        row({
          Id: 1,
          PostHistoryTypeId: 2,
          PostId: 1,
          RevisionGUID: 'a',
          CreationDate: day(2),
          UserId: 1,
          Text: 'Wy?',
        }),
        row({
          Id: 2,
          PostHistoryTypeId: 1,
          PostId: 1,
          RevisionGUID: 'a',
          CreationDate: day(2),
          UserId: 1,
          Text: 'Frist',
        }),
        row({
          Id: 3,
          PostHistoryTypeId: 3,
          PostId: 1,
          RevisionGUID: 'a',
          CreationDate: day(2),
          UserId: 1,
          Text: '<c#>',
        }),
        row({
          ...history,
          Id: 4,
          PostHistoryTypeId: 4,
          PostId: 1,
          RevisionGUID: 'b',
          Text: 'First',
          Comment: 'typo',
        }),
        row({
          ...history,
          Id: 5,
          PostHistoryTypeId: 5,
          PostId: 1,
          RevisionGUID: 'c',
          Text: '**Why?**\r\n',
          UserDisplayName: 'x',
        }),
        row({
          ...history,
          Id: 6,
          PostHistoryTypeId: 10,
          PostId: 2,
          RevisionGUID: 'd',
          Comment: '101',
          Text: '{"OriginalQuestionIds":[1],"Voters":[{"Id":2}]}',
        }),
        row({ ...history, Id: 7, PostHistoryTypeId: 10, PostId: 3, RevisionGUID: 'e', Comment: '102' }),
        row({ ...history, Id: 8, PostHistoryTypeId: 11, PostId: 3, RevisionGUID: 'f' }),
        row({
          Id: 9,
          PostHistoryTypeId: 10,
          PostId: 4,
          RevisionGUID: 'g',
          CreationDate: day(4),
          Comment: '103',
          Text: '{"Voters":[{"Id":2},{"Id":3}]}',
        }),
        row({ ...history, Id: 10, PostHistoryTypeId: 14, PostId: 4, RevisionGUID: 'h' }),
        row({ ...history, Id: 11, PostHistoryTypeId: 5, PostId: 99, RevisionGUID: 'i', Text: 'gone' }),
      ],
      'PostLinks.xml': [
        row({ Id: 1, PostId: 2, RelatedPostId: 1, LinkTypeId: 3, CreationDate: day(5) }),
        row({ Id: 2, PostId: 4, RelatedPostId: 1, LinkTypeId: 1, CreationDate: day(5) }),
      ],
    })
    const report = await importStackExchange(world.ctx, { ...dump, site: 'example.org', board: 'old' })
    expect(report.files.PostHistory).toMatchObject({
      read: 11,
      written: 5,
      used: 4,
      skipped: { event: 1, postDeleted: 1 },
    })
    expect(report.files.PostLinks).toMatchObject({ read: 2, used: 1, skipped: { linkInText: 1 } })

    const first = await topicTitled(world, 'First')
    expect(first.posts[0]).toMatchObject({
      source: '**Why?**\n',
      sourceFormat: 'markdown',
      html: '<p dir="auto">Why?</p>',
      editCount: 2,
    })
    const versions = await world.db
      .select()
      .from(postRevisions)
      .where(eq(postRevisions.postId, first.posts[0]!.id))
      .orderBy(asc(postRevisions.number))
    expect(versions).toMatchObject([
      { number: 1, title: 'Frist', tagSlugs: ['c#'], source: 'Wy?', reason: '' },
      { number: 2, title: 'First', tagSlugs: ['c#'], source: 'Wy?', reason: 'typo' },
      { number: 3, title: 'First', tagSlugs: ['c#'], source: '**Why?**\n', authorName: null },
    ])
    expect(versions[1]!.authorId).not.toBe(versions[0]!.authorId)

    expect((await topicTitled(world, 'Again')).topic).toMatchObject({
      closedReason: 'duplicate',
      duplicateOf: first.topic.id,
      closedAt: new Date('2015-03-05T00:00:00Z'),
      closedBy: versions[1]!.authorId,
    })
    expect((await topicTitled(world, 'Reopened')).topic).toMatchObject({ closedAt: null, closedReason: null })
    const [third] = await world.db
      .select({ id: members.id })
      .from(members)
      .where(eq(members.ghostOf, 'example.org:3'))
    expect((await topicTitled(world, 'Vague')).topic).toMatchObject({
      closedReason: 'needs-detail',
      closedBy: third!.id,
    })
    expect((await topicTitled(world, 'Odd')).topic).toMatchObject({ closedReason: 'other', closedBy: null })
  })

  test('a run that broke off is taken up where it stopped, and votes cast here do not disturb it', async ({
    world,
  }) => {
    const rows = [row({ ...question, Id: 1, Title: 'First', OwnerUserId: 1, Score: 5 })]
    await using part = await dumpOf({ 'Users.xml': users, 'Posts.xml': rows })
    await importStackExchange(world.ctx, { ...part, site: 'example.org' })
    const {
      posts: [opening],
    } = await topicTitled(world, 'First')
    expect(opening).toMatchObject({ score: 5, up: 5 })
    const [difference] = await world.db.select().from(votes).where(eq(votes.postId, opening!.id))
    expect(difference).toMatchObject({
      value: 5,
      memberId: null,
      source: 'example.org:imported difference:1:5',
    })

    await world.db.insert(votes).values({
      id: crypto.randomUUID(),
      postId: opening!.id,
      memberId: world.cast.bo.memberId,
      value: 1,
      at: world.now,
    })
    await world.db.update(posts).set({ score: 6, up: 6 }).where(eq(posts.id, opening!.id))
    await using later = await dumpOf({
      'Users.xml': users,
      'Posts.xml': [
        ...rows,
        row({ ...question, Id: 2, Title: 'Second', OwnerUserId: 3 }),
        row({ ...answer, Id: 3, ParentId: 1, OwnerUserId: 9 }),
      ],
    })
    const report = await importStackExchange(world.ctx, { ...later, site: 'example.org' })
    expect(report.files.Posts).toMatchObject({ written: 2, known: 1 })
    expect(report).toMatchObject({ differences: 0, finished: 1 })
    expect((await topicTitled(world, 'First')).posts).toMatchObject([
      { score: 6 },
      { kind: 'answer', number: 2 },
    ])
  })

  test('a folder that is no dump is refused by name', async ({ world }) => {
    await using empty = await dumpOf({ 'Users.xml': users })
    await expect(importStackExchange(world.ctx, empty)).rejects.toMatchObject({
      status: 422,
      fields: [{ key: 'import.folder.noPosts' }],
    })
    await expect(importStackExchange(world.ctx, { folder: '/nowhere' })).rejects.toMatchObject({
      fields: [{ key: 'import.folder.missing' }],
    })
  })
})

test('small readings of a dump', () => {
  expect(momentOf('2014-01-21T20:26:05.383')?.toISOString()).toBe('2014-01-21T20:26:05.383Z')
  expect(momentOf('never')).toBeNull()
  expect(tagsOf('<a><b-c>')).toEqual(['a', 'b-c'])
  expect(tagsOf('|a|b|')).toEqual(['a', 'b'])
  expect(['101', '102', '103', '104', '105', '7', 'x'].map(closeReason)).toEqual([
    'duplicate',
    'off-topic',
    'needs-detail',
    'needs-detail',
    'off-topic',
    'off-topic',
    null,
  ])
  expect(licenceOf({}, new Date('2010-01-01'))).toBe('CC BY-SA 2.5')
  expect(licenceOf({ ContentLicense: 'CC BY-SA 4.0' }, new Date('2010-01-01'))).toBe('CC BY-SA 4.0')
  expect(
    ['/x/beer.stackexchange.com/', '/x/stackexchange-beer', 'stackexchange-conlang-meta', '/x/dump'].map(
      hostOf,
    ),
  ).toEqual(['beer.stackexchange.com', 'beer.stackexchange.com', 'conlang.meta.stackexchange.com', null])
})

const corpus = process.env.CORPUS_DIR
if (corpus)
  describe('real sites, whole', () => {
    test('API-09: Stack Exchange, a small site comes over and a second run changes nothing', async ({
      world,
    }) => {
      const folder = join(corpus, 'stackexchange-conlang-meta')
      const report = await importStackExchange(world.ctx, { folder })
      expect(report.files.Posts).toMatchObject({ read: 177, written: 169 })
      expect(report.files.Comments).toMatchObject({ read: 230, written: 230 })
      const before = await total(world)
      const again = await importStackExchange(world.ctx, { folder })
      expect(Object.values(again.files).map((file) => file.written)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
      expect(again).toMatchObject({ differences: 0, finished: 0 })
      expect(await total(world)).toEqual(before)
    }, 60_000)

    test('API-09 API-11 REP-02: Stack Exchange, beer, by its oracles: counts, scores, authors, dates and reputations as there, no clock, notice or mail', async ({
      world,
    }) => {
      const folder = join(corpus, 'stackexchange-beer')
      const report = await importStackExchange(world.ctx, { folder })
      console.info(reportLines(report).join('\n'))
      const refs = await world.db
        .select()
        .from(importRefs)
        .where(eq(importRefs.source, 'beer.stackexchange.com'))
      const ours = new Map(
        refs.filter((ref) => ref.kind === 'post').map((ref) => [ref.externalId, ref.ourId]),
      )
      const authors = new Map(
        refs.filter((ref) => ref.kind === 'user').map((ref) => [ref.externalId, ref.ourId]),
      )
      const stored = new Map(
        (
          await world.db
            .select()
            .from(posts)
            .where(inArray(posts.kind, ['question', 'answer']))
        ).map((post) => [String(post.id), post]),
      )
      const titles = new Map(
        (await world.db.select().from(topics)).map((topic) => [String(topic.openingId), topic]),
      )

      expect([...stored.values()].filter((post) => post.kind === 'question')).toHaveLength(591)
      expect([...stored.values()].filter((post) => post.kind === 'answer')).toHaveLength(1398)
      expect([...stored.values()].filter((post) => post.acceptedAt)).toHaveLength(359)
      expect([...titles.values()].filter((topic) => topic.closedAt)).toHaveLength(52)
      expect([...titles.values()].filter((topic) => topic.replyCount === 0)).toHaveLength(15)
      expect(report.files.Comments).toMatchObject({ read: 1860, written: 1860 })

      for await (const post of rowsOf(folder, 'Posts')) {
        if (post?.PostTypeId !== '1' && post?.PostTypeId !== '2') continue
        const mine = stored.get(ours.get(post.Id!)!)!
        expect(mine.score).toBe(Number(post.Score))
        expect(mine.up - mine.down).toBe(Number(post.Score))
        expect(mine.createdAt).toEqual(momentOf(post.CreationDate))
        if (post.OwnerUserId && post.OwnerUserId !== '-1')
          expect(mine.authorId).toBe(authors.get(post.OwnerUserId))
        else expect(mine.authorName).toBe(post.OwnerDisplayName ?? 'Community')
        const topic = titles.get(String(mine.id))
        if (post.PostTypeId === '1')
          expect([topic?.title, topic?.replyCount]).toEqual([post.Title, Number(post.AnswerCount)])
        if (post.AcceptedAnswerId)
          expect(stored.get(ours.get(post.AcceptedAnswerId)!)?.acceptedAt).not.toBeNull()
        expect(mine.sourceFormat).toBe('markdown')
      }

      const { postDeleted } = report.files.Votes.skipped
      expect(report.files.Votes.read).toBe(10_798)
      expect(postDeleted).toBe(802)
      expect(await world.db.select().from(commands)).toEqual([])
      const facts = await world.db.execute<{ type: string; origin: string | null }>(
        sql`select distinct type, origin from events where origin is not null order by 1`,
      )
      expect([...facts]).toEqual(
        ['board.created', 'member.joined', 'tag.created', 'topic.imported'].map((type) => ({
          type,
          origin: 'import',
        })),
      )
      const clocks = await world.db.execute<{ n: number }>(sql`select count(*)::int as n from sla_clocks`)
      expect([...clocks]).toEqual([{ n: 0 }])

      await provesReputations(world, folder)
      await provesBadges(world, folder)
    }, 240_000)
  })
