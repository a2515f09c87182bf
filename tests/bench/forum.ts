import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { verifiedNewcomer } from '#tests/factories/members.ts'
import type { Place } from './places.ts'

export const postsPerTopic = 20
const words =
  'export route depot driver queue worker retry limit manifest scan label parcel batch index cache replica failover token session upload archive webhook calendar holiday region zone invoice ledger credit refund'.split(
    ' ',
  )

/** Text of so many words, another for each number and the same on every run. */
export const textOf = (seed: number, count: number) =>
  Array.from(
    { length: count },
    (_, n) => words[(seed * 7 + n * (1 + (seed % 11)) + n * n) % words.length],
  ).join(' ')

/** Posts of about 100 words with a list, a link and some code, as questions about software have them. */
const longText = (seed: number) =>
  `${textOf(seed, 40)}, see https://docs.example.com/${seed}.\n\n- ${textOf(seed + 1, 12)}\n- \`${textOf(seed + 2, 3)}\` ${textOf(seed + 3, 9)}\n\n\`\`\`js\nconst worker = queue.start({ retry: ${seed} })\nawait worker.drain()\n\`\`\`\n\n${textOf(seed + 4, 34)}`

/**
 * A forum of so many posts, twenty to a topic, in six boards by 2,000 members or as many as are asked for, written by statements over whole sets. Of
 * every topic numbered 1 the posts are long ones, so that one page is the same in a small and a large forum.
 */
export async function fillForum({ sql }: Place, postCount: number, people = 2000) {
  const origin = 'http://127.0.0.1:3000'
  const bodies = Array.from({ length: 200 }, (_, n) => (n < postsPerTopic ? longText(n) : textOf(n, 25))).map(
    (source, n) => ({ n, source, html: renderMarkdown(source, { origin }) }),
  )
  await sql.begin(async (tx) => {
    await tx`create temporary table bodies (n int primary key, source text, html text) on commit drop`
    await tx`insert into bodies ${tx(bodies)}`
    await tx`insert into boards (id, slug, title, purpose, kinds, created_at, topic_count)
      select uuidv7(), 'board-' || n, 'Board ' || n, 'Where board ' || n || ' is talked about', '{question,discussion}',
        now() - interval '400 days', ${Math.round(postCount / postsPerTopic / 6)} from generate_series(1, 6) n`
    await tx`insert into members (id, handle, display_name, email, email_verified_at, approved_posts, reputation, joined_at)
      select uuidv7(), 'member-' || n, 'Member ' || n, 'member-' || n || '@example.test', now(), 10, n % 900, now() - interval '400 days'
      from generate_series(1, ${people}) n`
    await tx`create temporary table people on commit drop as select id, row_number() over (order by handle) - 1 as n from members`
    await tx`create temporary table places on commit drop as select id, row_number() over (order by slug) - 1 as n from boards`
    await tx`create index on people (n)`
    await tx`create temporary table openings on commit drop as
      select n, uuidv7() as id, now() - n * interval '7 minutes' as at from generate_series(1, ${postCount / postsPerTopic}) n`
    await tx`insert into topics (board_id, kind, title, slug, excerpt, tag_slugs, author_id, opening_id, score, reply_count,
        post_count, created_at, active_at, last_author_id, answered_at, views)
      select p.id, 'question', left(initcap(b.source), 60) || ' ' || o.n, 'topic-' || o.n, left(b.source, 200),
        array['tag-' || o.n % 40], m.id, o.id, o.n % 17, ${postsPerTopic - 1}, ${postsPerTopic}, o.at, o.at, l.id, o.at, o.n % 1000
      from openings o join places p on p.n = o.n % 6 join people m on m.n = o.n % ${people}
        join people l on l.n = (o.n * 3) % ${people} join bodies b on b.n = 20 + o.n % 180 order by o.n`
    await tx`drop index posts_search`
    await tx`insert into posts (id, topic_id, number, kind, author_id, source, html, score, up, created_at, visible_at)
      select case k when 1 then o.id else uuidv7() end, o.n, k, case k when 1 then 'question' else 'answer' end, m.id,
        b.source, b.html, (o.n + k) % 5, (o.n + k) % 5, o.at + k * interval '1 minute', o.at + k * interval '1 minute'
      from openings o cross join generate_series(1, ${postsPerTopic}) k
        join people m on m.n = (o.n + k * 13) % ${people}
        join bodies b on b.n = case o.n when 1 then k - 1 else 20 + (o.n + k) % 180 end`
    await tx`create index posts_search on posts using gin (search_body) where visibility = 'public'`
  })
  await sql`vacuum analyze`
}

/** A member who has been here for a while, with the Cookie header of a browser that is signed in as them. */
export async function reader({ db, sql }: Place, handle = 'reader') {
  const ctx = makeCtx({ db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const { cookie } = await verifiedNewcomer(ctx, handle)
  await sql`update members set approved_posts = 10, reputation = 900, joined_at = now() - interval '400 days' where handle = ${handle}`
  return { cookie }
}

export const questionPath = '/q/1/topic-1'
