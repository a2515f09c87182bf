import { change } from '#server/core/change.ts'
import type { StoredFact } from '#server/core/events.ts'
import { reaction } from '#server/core/reaction.ts'
import { isWatched } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { learnVerdict, spamScore, unlearnVerdict } from '#server/screening/index.ts'
import { type Settings, settingsOf } from '#server/settings/index.ts'
import type { ReviewReason } from '#db/schema/moderation.ts'
import { openItem } from './items.ts'
import { postWords } from './views/subject.ts'

/** Suspicions come before first looks, and what a rule only marked after them. */
const scores = { spam: 7, held: 6, marked: 3 }

/** What rules, the score or haste caught while it was written goes before moderators; they alone decide (MOD-18, MOD-19). */
export const openScreened = reaction<'post.screened'>('moderation.openScreened', async (ctx, { payload }) => {
  const { postId, rules, spam, typedInSeconds, held } = payload
  await change(ctx, async (tx) => {
    const suspicions = [...suspected(spam), ...hasty(typedInSeconds)]
    if (suspicions.length > 0)
      await openItem(tx, {
        kind: 'spam',
        subject: { post: postId },
        reasons: suspicions,
        score: scores.spam,
      })
    if (rules.length > 0)
      await openItem(tx, {
        kind: 'other',
        subject: { post: postId },
        reasons: [caughtBy(rules)],
        score: held ? scores.held : scores.marked,
        ...(held ? { caught: true as const } : {}),
      })
  })
})

const caughtBy = (rules: StoredFact<'post.screened'>['payload']['rules']): ReviewReason => ({
  key: 'moderation.reason.rule',
  params: {
    count: rules.length,
    clauses: [...new Set(rules.flatMap(({ clause }) => clause ?? []))].join(', '),
  },
})

const suspected = (spam: number | null): ReviewReason[] =>
  spam === null ? [] : [{ key: 'moderation.reason.spam', params: { percent: Math.floor(spam * 100) } }]

const hasty = (seconds: number | null): ReviewReason[] =>
  seconds === null ? [] : [{ key: 'moderation.reason.hasty', params: { seconds } }]

type Posted = 'topic.started' | 'answer.posted' | 'comment.posted' | 'reply.posted'

/** Of members past their first posts a suspicion only queues; their words stand until somebody decides. */
export const weighPosted = reaction<Posted>('moderation.weighPosted', async (ctx, { payload }) => {
  const { authorId, postId } = payload
  const settings = await settingsOf(ctx)
  const author = authorId ? await actorOfMember(ctx, { memberId: authorId }) : null
  if (!author || author.vouched || author.roles.length > 0 || isWatched(author, settings)) return
  const words = await postWords(ctx, postId)
  const score = words && (await spamScore(ctx, words, { lessonsNeeded: settings.spamLessonsNeeded }))
  if (score === null || score * 100 < settings.spamPercent) return
  await change(ctx, (tx) =>
    openItem(tx, {
      kind: 'spam',
      subject: { post: postId },
      reasons: suspected(score),
      score: scores.spam,
    }),
  )
})

const learntFrom: readonly string[] = ['spam', 'first-post', 'flags', 'other']

/** What a person decided about a post teaches the score; what the clock published teaches nothing. */
export const learnDecided = reaction<'review.decided'>('moderation.learnDecided', async (ctx, fact) => {
  const { postId, decisionId, kind } = fact.payload
  const verdict = verdictOf(fact, await settingsOf(ctx))
  if (!postId || !verdict || !learntFrom.includes(kind)) return
  const words = await postWords(ctx, postId)
  if (words) await learnVerdict(ctx, { postId, decisionId, verdict, words })
})

function verdictOf(
  { payload }: StoredFact<'review.decided'>,
  { spamClauses }: Pick<Settings, 'spamClauses'>,
) {
  const { action, clause, deciderId } = payload
  if (deciderId === null) return null
  if (action === 'approve') return 'ham'
  return action === 'hide' && clause !== null && spamClauses.includes(clause) ? 'spam' : null
}

/** A decision that was undone is unlearnt. */
export const unlearnUndone = reaction<'review.undone'>(
  'moderation.unlearnUndone',
  async (ctx, { payload }) => {
    const { postId, decisionId } = payload
    if (postId) await unlearnVerdict(ctx, { postId, decisionId })
  },
)
