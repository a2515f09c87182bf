import type { PostShown } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { SaveButton } from '../post/save-button.tsx'
import { VoteButtons, type Vote } from '../post/vote-buttons.tsx'
import { ActionButton, ButtonLink } from '../ui/button.tsx'
import { Menu } from '../ui/navigation.tsx'
import { Link } from '@remix-run/react'
import type { PostPlace } from './post-place.ts'

type Props = { post: PostShown; topic: PostPlace }

const asVote = (value: number | null): Vote => (value === 1 ? 1 : value === -1 ? -1 : 0)
const votable = (post: PostShown) => post.visibility === 'public' && post.kind !== 'comment'

/** What can be done with a post, in the order people look for it: vote, accept, share the problem, the rest in a menu. */
export function PostActions({ post, topic }: Props) {
  const t = useWords()
  const why = post.can.vote ? undefined : t(post.mine ? 'vote.why.own' : 'vote.why.signIn')
  // a vote once given can be taken back, whatever has become of the reputation
  const whyNot = (value: Vote, may: boolean) =>
    may || post.myVote === value ? undefined : t(value === 1 ? 'vote.why.up' : 'vote.why.down')
  return (
    <>
      {votable(post) && (
        <VoteButtons
          score={post.score}
          shownFrom={post.countsHiddenUntil}
          mine={asVote(post.myVote)}
          action={paths.postPart(post.id, 'vote')}
          whyNotUp={why ?? whyNot(1, topic.can.voteUp)}
          whyNotDown={why ?? whyNot(-1, topic.can.voteDown)}
        />
      )}
      {post.id === topic.openingId && topic.kind === 'question' && <SameProblem post={post} topic={topic} />}
      {post.can.accept && (
        <ActionButton
          action={paths.accepted(topic.id, post.id)}
          method="PUT"
          icon="check"
          shortcut="topic.accept"
        >
          {t('post.accept')}
        </ActionButton>
      )}
      {post.can.unaccept && (
        <ActionButton action={paths.accepted(topic.id, post.id)} method="DELETE" tone="quiet">
          {t('post.unaccept')}
        </ActionButton>
      )}
      {topic.can.reply && post.id === topic.openingId && (
        <ButtonLink to="#reply" tone="quiet">
          {t(topic.kind === 'question' ? 'post.answer' : 'post.reply')}
        </ButtonLink>
      )}
      {isReportable(post) && (
        <Link
          className="button"
          data-tone="quiet"
          to={paths.postPart(post.id, 'flag')}
          data-shortcut="topic.flag"
        >
          {t('post.report')}
        </Link>
      )}
      {post.saved !== null && <SaveButton postId={post.id} saved={post.saved} />}
      <PostMenu post={post} topic={topic} />
    </>
  )
}

function SameProblem({ post, topic }: Props) {
  const t = useWords()
  const pressed = topic.myProblem !== null
  return (
    <ActionButton
      action={paths.topicPart(topic.id, 'same-problem')}
      method={pressed ? 'DELETE' : 'PUT'}
      pressed={pressed}
      whyNot={topic.can.shareProblem ? undefined : t(topic.mine ? 'problem.why.own' : 'vote.why.signIn')}
    >
      {t('problem.same', { count: post.sameProblem })}
    </ActionButton>
  )
}

/** What others wrote in public and what stands: every such post can be reported (MOD-21). */
const isReportable = (post: PostShown) =>
  post.readable && !post.mine && post.stub === null && post.visibility === 'public'

/** What is done more rarely: edit, history, take back, hide. */
export function PostMenu({ post, topic }: Props) {
  const t = useWords()
  const { can } = post
  const reportable = isReportable(post)
  if (
    !can.revise &&
    !can.withdraw &&
    !can.hide &&
    !can.convert &&
    !can.note &&
    !can.share &&
    !can.restore &&
    !(can.accept && post.kind === 'comment') &&
    !reportable
  )
    return null
  return (
    <Menu label={t('post.more')} align="start">
      {can.revise && (
        <Link className="menu-item" to={paths.postPart(post.id, 'edit')}>
          {t('post.edit')}
        </Link>
      )}
      {reportable && post.kind === 'comment' && (
        <Link className="menu-item" to={paths.postPart(post.id, 'flag')} data-shortcut="topic.flag">
          {t('post.report')}
        </Link>
      )}
      {reportable && !can.revise && (
        <Link className="menu-item" to={paths.postPart(post.id, 'edit')}>
          {t('post.suggest')}
        </Link>
      )}
      {post.kind === 'comment' && post.saved !== null && <SaveButton postId={post.id} saved={post.saved} />}
      {can.share && (
        <ActionButton action={paths.postPart(post.id, 'share')} method="PUT" tone="quiet" goes>
          {t('post.share')}
        </ActionButton>
      )}
      {can.note && (
        <Link className="menu-item" to={paths.postPart(post.id, 'notes')}>
          {t('post.note.propose')}
        </Link>
      )}
      {post.editCount > 0 && (
        <Link className="menu-item" to={paths.topicHistory(topic, { post: post.id })}>
          {t('post.history')}
        </Link>
      )}
      {can.accept && post.kind === 'comment' && (
        <ActionButton action={paths.accepted(topic.id, post.id)} method="PUT" tone="quiet">
          {t('post.accept')}
        </ActionButton>
      )}
      {can.convert && (
        <ActionButton
          action={paths.postPart(post.id, 'kind')}
          method="PUT"
          fields={{ kind: post.kind === 'comment' ? 'answer' : 'comment' }}
          tone="quiet"
        >
          {t(post.kind === 'comment' ? 'post.toAnswer' : 'post.toComment')}
        </ActionButton>
      )}
      {can.withdraw && (
        <ActionButton action={paths.postPart(post.id, 'withdrawal')} method="PUT" tone="quiet">
          {t('post.withdraw')}
        </ActionButton>
      )}
      {can.hide && (
        <Link className="menu-item" to={paths.postPart(post.id, 'hidden')}>
          {t('post.hide')}
        </Link>
      )}
      {can.restore && (
        <ActionButton
          action={paths.postPart(post.id, post.stub === 'withdrawn' ? 'withdrawal' : 'hidden')}
          method="DELETE"
          tone="quiet"
        >
          {t('post.restore')}
        </ActionButton>
      )}
    </Menu>
  )
}
