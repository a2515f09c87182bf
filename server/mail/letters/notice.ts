import type { LetterSubject } from '#db/schema/mail.ts'
import type { Affiliation } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { noticeHelp } from '#server/core/notice-help.ts'
import * as paths from '#server/core/paths.ts'
import { say, sayMoment } from '#server/core/words.ts'
import { mayReadPost } from '#server/forum/index.ts'
import { nameOf, type Receiver } from '../views/receiver.ts'
import { subjectOf } from '../views/subject.ts'
import { sayInLetter } from '../words.ts'
import type { Drawn } from './drawn.ts'

/** Of a post a letter shows its beginning; the rest is on the page. */
const quoted = 600

/** These reach the author although others may not see the post. */
const statements = new Set(['restored'])

/** The letter of a notice, or null when its reader may no longer read what it is about. */
export async function noticeLetter(
  ctx: Ctx,
  about: LetterSubject,
  receiver: Receiver,
): Promise<Drawn | null> {
  const kind = String(about.noticeKind)
  const topicId = about.topicId as TopicId | null
  const postId = about.postId as PostId | null
  const subject = topicId === null ? null : await subjectOf(ctx, { topicId, postId })
  if (topicId !== null && !subject) return null
  if (
    subject &&
    !statements.has(kind) &&
    !(await mayReadPost(ctx, { postId: postId ?? subject.openingId, memberId: receiver.memberId }))
  )
    return null

  const { locale } = receiver
  const name = typeof about.byId === 'string' ? await nameOf(ctx, about.byId) : null
  const wroteIt = subject?.authorId === about.byId
  const by = name && wroteIt ? marked(locale, { name, affiliation: subject?.affiliation ?? null }) : name
  const params = paramsOf(about)
  const due = params.dueAt ? sayMoment(receiver, new Date(params.dueAt)) : 'none'
  const summary = say(locale, `notice.kind.${kind}`, {
    ...params,
    due,
    by: by ?? say(locale, 'notice.somebody'),
    others: 0,
  })
  const titled = { summary, title: subject?.title ?? '' }
  const bare = subject ? '' : '.bare'
  return {
    subject: sayInLetter(locale, `letter.notice.subject${bare}`, titled),
    lines: [
      sayInLetter(locale, `letter.notice.body${bare}`, titled),
      ...(postId && subject?.visibility !== 'public' ? [sayInLetter(locale, 'letter.private')] : []),
    ],
    quote:
      postId && subject?.source && subject.visibility === 'public' && by
        ? { by: sayInLetter(locale, 'letter.said', { name: by }), text: beginning(subject.source) }
        : null,
    open: { label: sayInLetter(locale, 'letter.open'), path: pathOf(kind, params, { subject, postId }) },
    helpPath: noticeHelp(kind, params),
    why: say(locale, `notice.why.${String(about.rule)}`, params),
  }
}

type Subject = NonNullable<Awaited<ReturnType<typeof subjectOf>>>

function pathOf(
  kind: string,
  params: Record<string, string | number>,
  { subject, postId }: { subject: Subject | null; postId: PostId | null },
) {
  if ((kind === 'caseQueued' || kind === 'caseAssigned') && params.escalationId)
    return paths.escalation(String(params.escalationId))
  if (params.statementId) return paths.statement(String(params.statementId))
  if (kind === 'queued') return paths.reviewItem(String(params.itemId))
  if (kind === 'reported' || kind === 'suggested' || kind === 'noted') return paths.reports()
  if (kind === 'termsOwed') return paths.terms.accept()
  if (kind === 'badges') return paths.badge(String(params.badge))
  if (kind === 'rank' || kind === 'rankFailing') return paths.ranks()
  if (!subject) return paths.settings('account')
  if (kind === 'invited') return paths.topicPart(subject.id, 'invitations')
  return postId && subject.number ? paths.post(subject, subject.number) : paths.topic(subject)
}

/** A name with whom its bearer wrote for, so that nobody reads the house's word as a neighbour's (TERMS-11). */
const marked = (locale: string, { name, affiliation }: { name: string; affiliation: Affiliation | null }) =>
  affiliation
    ? sayInLetter(locale, `letter.by.${affiliation.kind}`, { name, company: affiliation.company ?? 'none' })
    : name

const own = new Set(['noticeId', 'noticeKind', 'topicId', 'postId', 'byId', 'rule'])

const paramsOf = (about: LetterSubject): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(about).flatMap(([key, value]) => (value === null || own.has(key) ? [] : [[key, value]])),
  )

function beginning(source: string): string {
  const text = source.trim()
  return text.length <= quoted ? text : `${text.slice(0, quoted).replace(/\s+\S*$/, '')} …`
}
