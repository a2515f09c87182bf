import { Link } from '@remix-run/react'
import type { ReviewItemPage } from '#server/moderation/index.ts'
import * as paths from '#server/core/paths.ts'
import { isWordKey, useWords } from '#app/lib/words.ts'
import { PostBody } from '../post/post-body.tsx'
import { Cited } from '../terms/cited.tsx'
import { DiffView } from '../ui/diff-view.tsx'
import { Banner } from '../ui/feedback.tsx'
import { SideBox } from '../ui/key-value.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import '#app/lib/words-of-moderation.ts'

type Item = { item: ReviewItemPage }
export type Named = (clause: string) => string

/** The post between two before and two after, as readers meet it. */
export function InContext({ item }: Item) {
  const t = useWords()
  const { post } = item
  if (!post) return null
  const before = item.context.filter((each) => each.number < post.number)
  const after = item.context.filter((each) => each.number > post.number)
  return (
    <section className="stack gap-3" aria-label={t('mod.context')}>
      {before.map((each) => (
        <Neighbour key={each.id} post={each} />
      ))}
      <article className="queue-post" aria-label={t('mod.context.this')}>
        <PostBody html={post.html} />
      </article>
      {after.map((each) => (
        <Neighbour key={each.id} post={each} />
      ))}
    </section>
  )
}

function Neighbour({ post }: { post: ReviewItemPage['context'][number] }) {
  return (
    <article className="queue-beside small">
      <p className="muted" dir="auto">
        {post.name} · <TimeStamp at={post.createdAt} />
      </p>
      <PostBody html={post.html} />
    </article>
  )
}

/** Word by word, what a suggestion or a later edit changes. */
export function Changes({ item }: Item) {
  const t = useWords()
  const { change } = item
  if (!change) return null
  return (
    <section className="stack gap-3">
      <h3>{t(item.kind === 'reopen' ? 'mod.change.author' : 'mod.change')}</h3>
      {change.proposer && (
        <p className="small muted">{t('mod.change.proposer', { name: change.proposer.name })}</p>
      )}
      {change.reason && <p dir="auto">{change.reason}</p>}
      {change.conflict && <Banner tone="danger">{t('mod.change.conflict')}</Banner>}
      {change.title && <DiffView parts={change.title} label={t('mod.change.title')} />}
      <DiffView parts={change.body} label={t('mod.change.body')} />
      {change.tags && change.tags.added.length + change.tags.removed.length > 0 && (
        <p className="small">
          {t('mod.change.tags', {
            added: change.tags.added.join(', ') || '–',
            removed: change.tags.removed.join(', ') || '–',
          })}
        </p>
      )}
    </section>
  )
}

/** What was decided and what its member says against it, before anything else: the appeal is about that. */
export function Appealed({ item, named }: Item & { named: Named }) {
  const t = useWords()
  const { appeal } = item
  if (!appeal) return null
  return (
    <section className="stack gap-3" aria-labelledby="appealed-title">
      <h3 id="appealed-title">{t('mod.appeal')}</h3>
      <blockquote className="queue-post" dir="auto">
        {appeal.text}
      </blockquote>
      <p className="small">
        <Link to={paths.statement(appeal.statementId)}>{t('mod.appeal.decision')}</Link> ·{' '}
        {appeal.by ?? t('mod.by.clock')} · <TimeStamp at={appeal.decidedAt} />
        {appeal.clause && <> · {named(appeal.clause)}</>}
      </p>
      <p className="small" dir="auto">
        {appeal.message}
      </p>
    </section>
  )
}

/** Who reported it, under which rule, and how often they were right: a number of judged reports, never a weight. */
export function Reporters({ item, named }: Item & { named: Named }) {
  const t = useWords()
  if (item.flags.length === 0) return null
  return (
    <section className="stack gap-3">
      <h3>{t('mod.flags')}</h3>
      <ul className="stack gap-2">
        {item.flags.map((flag) => (
          <li key={flag.id} className="small">
            <Cited clause={flag.cited} otherwise={named(flag.clause)} /> ·{' '}
            <Link to={paths.member(flag.handle)}>{flag.name}</Link> (
            {t('mod.accuracy', { judged: flag.judged, right: flag.right })}) · <TimeStamp at={flag.at} />
            {flag.note && <p dir="auto">{flag.note}</p>}
            {flag.linkedPosts.map((post) => (
              <article key={post.id} className="queue-beside" aria-label={t('mod.flags.linked')}>
                <PostBody html={post.html} />
              </article>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom it concerns: how long here, how known, what was decided before. */
export function Person({ item }: Item) {
  const t = useWords()
  const { person } = item
  if (!person) return null
  return (
    <SideBox title={t('mod.author')}>
      <p>
        <Link to={paths.member(person.handle)}>{person.name}</Link>
        {person.can.file && (
          <>
            {' '}
            · <Link to={paths.conduct.file(person.handle)}>{t('mod.author.file')}</Link>
          </>
        )}
      </p>
      <p className="small">
        {t('mod.author.facts', {
          posts: person.posts,
          reputation: person.reputation,
          approved: person.approvedPosts,
        })}
      </p>
      <p className="small muted">
        {t('mod.author.joined')} <TimeStamp at={person.joinedAt} />
      </p>
      {person.past.length === 0 ? (
        <p className="small muted">{t('mod.author.nothing')}</p>
      ) : (
        <>
          <h3 className="small">{t('mod.author.past')}</h3>
          <ul className="stack gap-2 small">
            {person.past.map((past) => (
              <li key={past.id}>
                <Link to={paths.reviewItem(past.id)} dir="auto">
                  {past.title ?? t(`mod.kind.${past.kind}`)}
                </Link>{' '}
                · {outcome(t, past.outcome)}
              </li>
            ))}
          </ul>
        </>
      )}
    </SideBox>
  )
}

const outcome = (t: ReturnType<typeof useWords>, word: string | null) => {
  const key = `mod.outcome.${word ?? ''}`
  return isWordKey(key) ? t(key) : t('mod.decided')
}

/** Every step, newest first. */
export function History({ item, named }: Item & { named: Named }) {
  const t = useWords()
  if (item.history.length === 0) return null
  return (
    <SideBox title={t('mod.history')}>
      <ul className="stack gap-2 small">
        {item.history.map((step) => (
          <li key={step.id}>
            {outcome(t, step.action)} · {step.name ?? t('mod.by.clock')} · <TimeStamp at={step.at} />
            {step.clause && (
              <>
                {' · '}
                <Cited clause={step.cited} otherwise={named(step.clause)} />
              </>
            )}
            {step.message && <p dir="auto">{step.message}</p>}
          </li>
        ))}
      </ul>
    </SideBox>
  )
}
