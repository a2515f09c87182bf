import { Link } from '@remix-run/react'
import type { PostShown } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { CommentList } from '../post/comments.tsx'
import { CommunityNote } from '../post/community-note.tsx'
import { Post, PostStub } from '../post/post.tsx'
import { Cited } from '../terms/cited.tsx'
import { Sentence } from '#app/lib/words.ts'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { CommentBox } from './comment-box.tsx'
import { kept } from '#app/lib/kept.tsx'
import { type Anchor, anchorOf } from './anchors.ts'
import { PostActions, PostMenu } from './post-actions.tsx'
import type { PostPlace } from './post-place.ts'
import type { Segment } from './thread-line.tsx'

type Props = {
  post: PostShown
  topic: PostPlace
  comments: readonly PostShown[]
  segment: Segment
  /** Whether the box for a comment on it is open. */
  commenting: boolean
}

/** The author as the post's stop shows them: the marks belong to the post, not to who they are today. */
const authorOf = (post: PostShown) =>
  post.author && { ...post.author, staff: post.author.staff || post.official }

/** One post on the line with its votes, deeds and comments; a stub where it was hidden or taken back. */
export const PostStop = (props: Props) =>
  // a form is stamped with the moment it was shown
  props.commenting ? <FreshPostStop {...props} /> : <KeptPostStop {...props} />

const KeptPostStop = kept('post', FreshPostStop, ({ post, comments }) => [post, ...comments])

function FreshPostStop({ post, topic, comments, segment, commenting }: Props) {
  const t = useWords()
  const anchor = anchorOf(topic, post)
  if (!post.readable) return <Gone post={post} anchor={anchor} segment={segment} />
  const edited = post.editCount > 0 ? paths.topicHistory(topic, { post: post.id }) : null
  return (
    <Post
      id={post.id}
      anchor={anchor}
      author={authorOf(post)}
      html={post.html}
      createdAt={post.visibleAt ?? post.createdAt}
      editedAt={post.editedAt}
      historyHref={edited}
      accepted={post.acceptedAt !== null}
      acceptedBy={post.acceptedBy !== null && post.acceptedBy !== topic.authorId ? post.acceptedByName : null}
      visibility={post.visibility}
      readers={post.visibility === 'private' ? t('private.asker') : null}
      held={post.heldAt !== null}
      isNew={post.isNew}
      source={post.id === topic.openingId ? <Source topic={topic} /> : null}
      segment={segment}
      notice={<Notices post={post} />}
      actions={<PostActions post={post} topic={topic} />}
      comments={
        <CommentList
          comments={comments
            .filter((comment) => comment.readable)
            .map((comment) => ({
              id: comment.id,
              anchor: anchorOf(topic, comment),
              author: authorOf(comment),
              html: comment.html,
              note: comment.communityNote?.html ?? null,
              createdAt: comment.createdAt,
              isNew: comment.isNew,
              actions: <PostMenu post={comment} topic={topic} />,
            }))}
        >
          {post.can.comment && topic.kind === 'question' && (
            <CommentBox topic={topic} post={post} initiallyOpen={commenting} />
          )}
        </CommentList>
      }
    />
  )
}

function Notices({ post }: { post: PostShown & { statementId?: string | null } }) {
  const t = useWords()
  return (
    <>
      {post.communityNote && (
        <CommunityNote html={post.communityNote.html} history={paths.postPart(post.id, 'notes')} />
      )}
      {post.stub === 'hidden' && (
        <p className="post-notice">
          <Sentence
            of={post.hiddenPending ? 'post.hidden.read.pending' : 'post.hidden.read'}
            parts={{ clause: <Cited clause={post.hiddenUnder} otherwise={post.hiddenClause ?? ''} /> }}
            params={{ reason: post.hiddenReason ?? '' }}
          />{' '}
          {post.statementId && (
            <Link to={paths.statement(post.statementId)}>{t('post.hidden.statement')}</Link>
          )}
        </p>
      )}
      {post.stub === 'withdrawn' && <p className="post-notice">{t('post.withdrawn')}</p>}
      {post.validFor && <p className="post-notice">{t('post.validFor', { versions: post.validFor })}</p>}
      {post.exchangeOf && <p className="post-notice small muted">{t('post.exchange')}</p>}
    </>
  )
}

function Gone({ post, anchor, segment }: { post: PostShown; anchor: Anchor; segment: Segment }) {
  const t = useWords()
  return (
    <PostStub anchor={anchor} segment={segment}>
      {post.stub === 'hidden' ? (
        <Sentence
          of={post.hiddenPending ? 'post.hidden.stub.pending' : 'post.hidden.stub'}
          parts={{
            when: <TimeStamp at={post.hiddenAt ?? post.createdAt} />,
            clause: <Cited clause={post.hiddenUnder} otherwise={post.hiddenClause ?? ''} />,
          }}
        />
      ) : (
        t('post.withdrawn')
      )}
    </PostStub>
  )
}

function Source({ topic }: { topic: PostPlace }) {
  const t = useWords()
  if (!topic.sourceUrl) return null
  return (
    <>
      <a href={topic.sourceUrl} rel="nofollow noopener">
        {t('post.source')}
      </a>
      {topic.sourceLicence && ` · ${topic.sourceLicence}`}
    </>
  )
}
