import { and, count, eq, gt, max, sql } from 'drizzle-orm'
import { posts, topics } from '#db/schema/index.ts'
import { able, isStaff, type Member } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import { Invalid, TooMany } from '#server/core/errors.ts'
import type { BoardId, MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { type Caught, type Screened, screenWords, spamScore, tallyOf } from '#server/screening/index.ts'
import { type Settings, settingsOf } from '#server/settings/index.ts'
import { rendered } from './writing.ts'

const day = 86_400_000

type Words = { title: string | null; body: string }
type Draft = Words & { author: Member; boardId: BoardId; as: 'topic' | 'reply' | 'edit'; before?: Words }

/** Words as they may be written, with what caught them: rules, a score, haste. */
export type Vetted = Screened & {
  html: string
  /** Waits for a moderator. */
  held: boolean
  spam: number | null
  typedInSeconds: number | null
}

/**
 * What public words go through before they are stored: rules of words and patterns (MOD-18), what newcomers may write, and
 * for members whose first posts are looked at a learnt score and the time it took to type (MOD-19). Nothing here knows of
 * coverage or customers (PRIV-08).
 */
export async function vet(tx: Tx, draft: Draft): Promise<Vetted> {
  const settings = await settingsOf(tx)
  const { author } = draft
  if (draft.as !== 'edit' && isNewcomer(author, tx.now)) await mustKeepPace(tx, draft, settings)
  const words = await screenWords(tx, draft, draft.before)
  const html = await rendered(tx, words.body)
  if (isNewcomer(author, tx.now)) mustKeepFew(html, tx.site, settings)
  const caught = { spam: null as number | null, typedInSeconds: null as number | null }
  if (isWatched(author, settings)) {
    const score = await spamScore(tx, words, { lessonsNeeded: settings.spamLessonsNeeded })
    if (score !== null && score * 100 >= settings.spamPercent) caught.spam = score
    if (draft.as !== 'edit' && (tx.typedSeconds ?? Infinity) < settings.firstPostSeconds)
      caught.typedInSeconds = tx.typedSeconds ?? null
  }
  const byRule = !isStaff(author) && words.caught.some(({ effect }) => effect === 'hold')
  return { ...words, ...caught, html, held: byRule || caught.spam !== null || caught.typedInSeconds !== null }
}

/** On the first day, and until reputation opens more (reference-numbers.md 3.3); never who is vouched for, or staff. */
const isNewcomer = (author: Member, now: Date) =>
  !author.vouched &&
  !isStaff(author) &&
  (author.joinedAt.getTime() > now.getTime() - day || !able(author, 'manyLinks'))

/** Below the number of approved posts from which on nothing is held: a suspicion then holds, later it only queues. */
export const isWatched = (author: Member, settings: Pick<Settings, 'firstPostsHeld'>) =>
  !author.vouched && !isStaff(author) && author.approvedPosts < Math.max(1, settings.firstPostsHeld)

function mustKeepFew(html: string, site: string, settings: Settings) {
  const tally = tallyOf(html, site)
  const limits = {
    links: settings.newMemberLinks,
    images: settings.newMemberImages,
    mentions: settings.newMemberMentions,
  }
  const over = (['links', 'images', 'mentions'] as const).filter((what) => tally[what] > limits[what])
  if (over.length > 0)
    throw new Invalid(
      over.map((what) => ({ path: 'body', key: `forum.newcomer.${what}`, params: { most: limits[what] } })),
    )
}

/** Topics and replies of the first day, and the gap between two of them; one at a time, so that two at once cannot both pass. */
async function mustKeepPace(tx: Tx, { author, as }: Draft, settings: Settings) {
  await rows(tx.db, sql`select pg_advisory_xact_lock(hashtextextended(${author.memberId}, 19))`)
  const last = await lastPostAt(tx, author.memberId)
  const waits = last ? settings.postGapSeconds - (tx.now.getTime() - last.getTime()) / 1000 : 0
  if (waits > 0) throw new TooMany('forum.newcomer.gap', Math.ceil(waits))
  const ends = author.joinedAt.getTime() + day
  if (ends <= tx.now.getTime()) return
  const most = as === 'topic' ? settings.firstDayTopics : settings.firstDayReplies
  const written = as === 'topic' ? await topicsSince(tx, author) : await repliesSince(tx, author)
  if (written >= most)
    throw new TooMany(
      `forum.newcomer.${as === 'topic' ? 'topics' : 'replies'}`,
      Math.ceil((ends - tx.now.getTime()) / 1000),
      {
        most,
        hours: Math.ceil((ends - tx.now.getTime()) / 3_600_000),
      },
    )
}

async function lastPostAt(tx: Tx, authorId: MemberId): Promise<Date | null> {
  const [row] = await tx.db
    .select({ at: max(posts.createdAt) })
    .from(posts)
    .where(eq(posts.authorId, authorId))
  return row?.at ?? null
}

const topicsSince = (tx: Tx, { memberId, joinedAt }: Member) =>
  tx.db.$count(topics, and(eq(topics.authorId, memberId), gt(topics.createdAt, joinedAt)))

async function repliesSince(tx: Tx, { memberId, joinedAt }: Member): Promise<number> {
  const [row] = await tx.db
    .select({ written: count() })
    .from(posts)
    .where(
      and(
        eq(posts.authorId, memberId),
        gt(posts.number, 1),
        eq(posts.visibility, 'public'),
        gt(posts.createdAt, joinedAt),
      ),
    )
  return row?.written ?? 0
}

type Of = { topicId: TopicId; boardId: BoardId; postId: PostId; authorId: MemberId | null }

/** Told where anything but a replacement met the words, so that moderation can put it into its queue. */
export function tellScreened(tx: Tx, of: Of, { caught, spam, typedInSeconds, held }: Vetted) {
  const rules = caught.filter(({ effect }: Caught) => effect === 'hold' || effect === 'flag')
  if (rules.length > 0 || spam !== null || typedInSeconds !== null)
    tx.tell({ type: 'post.screened', ...of, held, rules, spam, typedInSeconds })
}
