import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type PostKind, type TopicKind, posts, topics, type Visibility } from '#db/schema/forum.ts'
import {
  able,
  type Actor,
  groundsModerated,
  isEngineer,
  isMember,
  isStaff,
  mayModerate,
  memberIdOf,
  moderates,
} from '#server/core/actor.ts'
import type { BoardId, MemberId } from '#server/core/ids.ts'

type Written = { authorId: MemberId | null }
type Ground = { boardId: BoardId; lang?: string | null }
type Placed = Written & Ground
type Acceptable = Placed & {
  kind: TopicKind
  escalatedAt: Date | null
  askerSeenAt: Date | null
  closedAt: Date | null
}

export const wrote = (actor: Actor, row: Written) => isMember(actor) && actor.memberId === row.authorId

/** Moderators everywhere; theirs is what others may not see. Others see their boards and languages through `groundOf`. */
const seesAll = (actor: Actor) => moderates(actor)

/** The boards and languages a moderator has, as a condition on topics. */
function groundOf(actor: Actor): SQL | undefined {
  const { boards, languages } = groundsModerated(actor)
  return or(
    boards.length > 0 ? sql`${topics.boardId} = any(${sql.param(boards)}::uuid[])` : undefined,
    languages.length > 0 ? sql`${topics.lang} = any(${sql.param(languages)}::text[])` : undefined,
  )
}

/** Topics that exist for this actor: not hidden, held or withdrawn, but for their author and moderators. */
export function visibleTopics(actor: Actor): SQL | undefined {
  if (seesAll(actor)) return undefined
  const open = and(isNull(topics.hiddenAt), isNull(topics.heldAt), isNull(topics.withdrawnAt))
  const own = memberIdOf(actor)
  return or(
    open,
    own ? and(eq(topics.authorId, own), isNull(topics.withdrawnAt)) : undefined,
    groundOf(actor),
  )
}

/** Topics that belong in a list for this actor: even their author and moderators do not see withdrawn ones there. */
export const listedTopics = (actor: Actor): SQL | undefined =>
  and(isNull(topics.withdrawnAt), isNull(topics.hiddenAt), isNull(topics.heldAt), visibleTopics(actor))

/**
 * Posts that exist for this actor in a topic they may see. Hidden and withdrawn public posts do exist, as stubs: what
 * stood there is left out by the view. A private post is the asker's, invited colleagues' and engineers'; a note staff's.
 */
export function visiblePosts(actor: Actor): SQL | undefined {
  const own = memberIdOf(actor)
  const ground = groundOf(actor)
  const publicly = and(
    eq(posts.visibility, 'public'),
    seesAll(actor)
      ? undefined
      : or(
          isNull(posts.heldAt),
          own ? eq(posts.authorId, own) : undefined,
          ground
            ? sql`exists (select from ${topics} where ${topics.id} = ${posts.topicId} and (${ground}))`
            : undefined,
        ),
  )
  if (actor.kind === 'system') return undefined
  const inBranch = or(
    own ? sql`(select author_id from topics where topics.id = ${posts.topicId}) = ${own}` : undefined,
    own
      ? sql`exists (select from branch_readers where topic_id = ${posts.topicId} and member_id = ${own})`
      : undefined,
  )
  return or(
    publicly,
    isEngineer(actor)
      ? eq(posts.visibility, 'private')
      : inBranch
        ? and(eq(posts.visibility, 'private'), inBranch)
        : undefined,
    isStaff(actor) ? eq(posts.visibility, 'note') : undefined,
  )
}

export const canSeePrivate = (actor: Actor, topic: Written & { readers: readonly MemberId[] }) =>
  isEngineer(actor) || wrote(actor, topic) || (isMember(actor) && topic.readers.includes(actor.memberId))

type Open = { closedAt: Date | null; lockedAt: Date | null }
const closed = (topic: Open) => topic.closedAt !== null

/** Anybody signed in starts topics; announcements are staff's. */
export const canStart = (actor: Actor, kind: TopicKind) =>
  isMember(actor) && (kind !== 'announcement' || isStaff(actor))

/** Answers and replies to an open topic. Staff may still speak in a closed one, nobody in one that is locked. */
export const canReply = (actor: Actor, topic: Placed & Open) =>
  isMember(actor) && topic.lockedAt === null && (!closed(topic) || isStaff(actor))

/** Comments need the ability, except in one's own topic or under one's own post. */
export const canComment = (actor: Actor, topic: Placed & Open, parent: Written) =>
  canReply(actor, topic) &&
  (able(actor, 'comment') || wrote(actor, topic) || wrote(actor, parent) || isStaff(actor))

/** Which visibility an actor may write with; a note never turns public (ESC-23). */
export function canWriteAs(
  actor: Actor,
  visibility: Visibility,
  topic: Written & { readers: readonly MemberId[] },
) {
  if (visibility === 'note') return isStaff(actor)
  if (visibility === 'private') return canSeePrivate(actor, topic)
  return true
}

/** Own posts, freely with the ability, moderators of the board. Hidden posts only moderators'. */
export const canRevise = (actor: Actor, post: Placed & { hiddenAt: Date | null; visibility: Visibility }) =>
  post.hiddenAt !== null
    ? mayModerate(actor, 'edit', post)
    : wrote(actor, post) ||
      mayModerate(actor, 'edit', post) ||
      (post.visibility === 'public' && able(actor, 'editFreely'))

/**
 * One's own post, but not an accepted answer, nor a question that others have answered. Moderators have no such way: what
 * they remove needs a clause and a reason (MOD-22).
 */
export const canWithdraw = (
  actor: Actor,
  post: Placed & { acceptedAt: Date | null; kind: PostKind },
  topic: { replyCount: number },
) =>
  actor.kind === 'system' ||
  (wrote(actor, post) && post.acceptedAt === null && !(isOpening(post.kind) && topic.replyCount > 0))

export const canHide = (actor: Actor, topic: Ground) => mayModerate(actor, 'hide', topic)

export const isOpening = (kind: PostKind) =>
  kind === 'question' || kind === 'discussion' || kind === 'idea' || kind === 'announcement'

/** One vote each on what others wrote, where it can be seen; questions and answers only (ASK-07). */
export const canVote = (
  actor: Actor,
  post: Written & { kind: PostKind; visibility: Visibility; hiddenAt: Date | null; withdrawnAt: Date | null },
) =>
  isMember(actor) &&
  !wrote(actor, post) &&
  post.visibility === 'public' &&
  post.hiddenAt === null &&
  post.withdrawnAt === null &&
  votable(post.kind)

type Askable = Placed & {
  kind: TopicKind
  createdAt: Date
  answeredAt: Date | null
  solvedAt: Date | null
  closedAt: Date | null
  hiddenAt: Date | null
  heldAt: Date | null
  withdrawnAt: Date | null
  archivedAt: Date | null
}

/**
 * Asking others to look at an open question: staff and whoever has the ability at any time, its asker once it has stood
 * unanswered for some hours (ASK-16).
 */
export const canInvite = (actor: Actor, topic: Askable, at: { now: Date; inviteAfterHours: number }) =>
  topic.kind === 'question' &&
  [topic.solvedAt, topic.closedAt, topic.hiddenAt, topic.heldAt, topic.withdrawnAt, topic.archivedAt].every(
    (moment) => moment === null,
  ) &&
  (helps(actor, topic) ||
    (isMember(actor) && able(actor, 'invite')) ||
    (wrote(actor, topic) &&
      topic.answeredAt === null &&
      at.now.getTime() >= topic.createdAt.getTime() + at.inviteAfterHours * 3_600_000))

/** What everybody may read, as it stands now. */
export const canShare = (
  actor: Actor,
  post: { visibility: Visibility; hiddenAt: Date | null; withdrawnAt: Date | null; heldAt: Date | null },
) =>
  isMember(actor) &&
  post.visibility === 'public' &&
  post.hiddenAt === null &&
  post.withdrawnAt === null &&
  post.heldAt === null

export const votable = (kind: PostKind) => isOpening(kind) || kind === 'answer' || kind === 'reply'

/** The asker at any time; moderators of the board and engineers once the asker is absent (ASK-06) or the question escalated. */
export const canAccept = (actor: Actor, topic: Acceptable, at: { now: Date; absentAfterDays: number }) =>
  topic.kind === 'question' &&
  (wrote(actor, topic) || (helps(actor, topic) && (topic.escalatedAt !== null || absent(topic, at))))

const helps = (actor: Actor, topic: Ground) => moderates(actor, topic) || isEngineer(actor)

const absent = (topic: Acceptable, { now, absentAfterDays }: { now: Date; absentAfterDays: number }) =>
  topic.askerSeenAt === null || now.getTime() >= topic.askerSeenAt.getTime() + absentAfterDays * 86_400_000

/** Who accepted it takes it back; the asker never erases a staff member's mark, but may press "not solved" (ASK-06). */
export const canWithdrawAcceptance = (actor: Actor, topic: Placed, post: { acceptedBy: MemberId | null }) =>
  moderates(actor, topic) ||
  (isMember(actor) &&
    (post.acceptedBy === actor.memberId ||
      (wrote(actor, topic) && (post.acceptedBy === null || post.acceptedBy === topic.authorId))))

/** The ability, moderators of the board; the author closes an own topic as no longer applying. */
export const canClose = (actor: Actor, topic: Placed, reason?: string) =>
  mayModerate(actor, 'close', topic) ||
  able(actor, 'close') ||
  (wrote(actor, topic) && (reason === undefined || reason === 'obsolete'))

export const canReopen = (actor: Actor, topic: Placed & { closedBy: MemberId | null }) =>
  mayModerate(actor, 'close', topic) ||
  able(actor, 'close') ||
  (wrote(actor, topic) && topic.closedBy === topic.authorId)

type Noted = Written & {
  visibility: Visibility
  hiddenAt: Date | null
  withdrawnAt: Date | null
  heldAt: Date | null
}

/** Beside what others wrote in public and what stands (MOD-21). */
export const canProposeNote = (actor: Actor, post: Noted) =>
  isMember(actor) &&
  !wrote(actor, post) &&
  post.visibility === 'public' &&
  post.hiddenAt === null &&
  post.withdrawnAt === null &&
  post.heldAt === null

/** The ability, neither for an own note nor beside an own post. */
export const canJudgeNote = (actor: Actor, { post, note }: { post: Written; note: Written }) =>
  isMember(actor) && able(actor, 'approveNotes') && !wrote(actor, post) && !wrote(actor, note)

/** Moving, splitting, merging, converting and pinning: moderators of the board who hold the action (MOD-24, MOD-25). */
export const canKeep = (actor: Actor, topic: Ground) => mayModerate(actor, 'move', topic)

/** Locking is closing without a question to answer, and needs the same action. */
export const canLock = (actor: Actor, topic: Ground) => mayModerate(actor, 'close', topic)

type Standing = {
  solvedAt: Date | null
  answeredAt: Date | null
  closedAt: Date | null
  closedReason: string | null
  escalatedAt: Date | null
  hiddenAt: Date | null
}

export type TopicState = 'open' | 'answered' | 'solved'
export type TopicFlag = 'closed' | 'duplicate' | 'needs-detail' | 'escalated' | 'hidden'

/** Where a topic stands (decision 7). */
export const stateOf = (topic: Pick<Standing, 'solvedAt' | 'answeredAt'>): TopicState =>
  topic.solvedAt ? 'solved' : topic.answeredAt ? 'answered' : 'open'

export function flagsOf(topic: Standing): TopicFlag[] {
  const flags: TopicFlag[] = []
  if (topic.closedAt) flags.push('closed')
  if (topic.closedAt && topic.closedReason === 'duplicate') flags.push('duplicate')
  if (topic.closedAt && topic.closedReason === 'needs-detail') flags.push('needs-detail')
  if (topic.escalatedAt) flags.push('escalated')
  if (topic.hiddenAt) flags.push('hidden')
  return flags
}
