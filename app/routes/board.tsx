import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import { boardPage, topicList } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { BoardSign } from '#app/components/board/board-sign.tsx'
import { FollowControl } from '#app/components/topic/follow-control.tsx'
import { PinnedTopics } from '#app/components/topic/pinned-topics.tsx'
import { type Filter, ListFilters, TopicListing } from '#app/components/topic/topic-listing.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { Banner, EmptyState } from '#app/components/ui/feedback.tsx'
import { KeyValue, SideBox } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { durationText } from '#app/lib/format.ts'
import { page } from '#app/lib/handler.ts'
import { listFilter } from '#app/lib/list-filter.ts'
import { titledBy } from '#app/lib/meta.ts'
import { isWordKey, Sentence, usePlace, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params, url, context }) => {
  const now = listFilter(url)
  const board = await boardPage(ctx, { board: params.board ?? '' })
  context.showed(`board:${board.id}`)
  // pinned topics stand at the head of the whole list alone; a filter finds them like any other
  const atHead = !now.filtered && !now.deeper
  const [list, pins] = await Promise.all([
    topicList(ctx, { board: board.id, ...now.query, ...(now.filtered ? {} : { pinned: false }) }),
    atHead ? topicList(ctx, { board: board.id, pinned: true }) : null,
  ])
  return { now, board, list, pins: pins?.items ?? [], signedIn: isMember(ctx.actor) }
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.board.title, data?.board.purpose)

export default function Board() {
  const t = useWords()
  const { locale } = usePlace()
  const { board, list, now, pins, signedIn } = useLoaderData<typeof loader>()
  const href = (filter: Filter) => paths.board(board.slug, filter)
  const asks = board.kinds.includes('question')
  const formats = board.kinds
    .map((kind) => (isWordKey(`kind.${kind}`) ? t(`kind.${kind}`) : kind))
    .join(' · ')
  return (
    <div className="stack">
      <Breadcrumb
        trail={[
          { label: t('boards.title'), href: paths.boards() },
          ...(board.group ? [{ label: board.group.title, href: paths.boardGroup(board.group.slug) }] : []),
          { label: board.title },
        ]}
      />
      <BoardSign
        name={board.title}
        purpose={board.purpose}
        format={formats}
        {...(board.line ? { line: board.line } : {})}
      >
        {board.can.follow && <FollowControl subject="board" id={board.slug} level={board.level} />}
        {board.can.start.map((kind, place) => (
          <ButtonLink
            key={kind}
            to={
              kind === 'question'
                ? paths.ask({ board: board.slug })
                : `${paths.boardNew(board.slug)}?kind=${kind}`
            }
            {...(place === 0 ? { tone: 'primary' as const } : {})}
          >
            {t(`board.start.${kind}`)}
          </ButtonLink>
        ))}
      </BoardSign>
      {board.archivedAt && (
        <Banner tone="escal" title={t('board.archived')}>
          <span dir="auto">{board.archiveNotice}</span>{' '}
          {board.successor && (
            <Link to={paths.board(board.successor.slug)}>
              {t('board.successor', { board: board.successor.title })}
            </Link>
          )}
        </Banner>
      )}
      <div className="with-side">
        <div className="stack">
          <ListFilters now={now.shown} href={href} withStates={asks} />
          <PinnedTopics topics={pins} board={board.slug} folded={board.pinsFolded} signedIn={signedIn} />
          <TopicListing
            label={board.title}
            page={list}
            room={`board:${board.id}`}
            withBoard={false}
            older={(cursor) => paths.board(board.slug, { ...now.shown, cursor })}
            newest={now.deeper ? href(now.shown) : null}
            empty={
              pins.length > 0 ? null : (
                <EmptyState
                  kind={now.filtered ? 'no-match' : 'first'}
                  title={t(now.filtered ? 'list.noMatch' : 'board.empty')}
                  action={
                    now.filtered ? (
                      <ButtonLink to={paths.board(board.slug)}>{t('list.clear')}</ButtonLink>
                    ) : (
                      <ButtonLink to={paths.ask({ board: board.slug })}>{t('nav.ask')}</ButtonLink>
                    )
                  }
                />
              )
            }
          />
        </div>
        <aside hidden={!asks}>
          <SideBox title={t('board.figures')}>
            <KeyValue
              pairs={[
                [t('board.figures.questions'), String(board.figures.questions)],
                [
                  t('board.figures.solved'),
                  board.figures.questions === 0
                    ? null
                    : t('board.figures.share', {
                        percent: Math.round((100 * board.figures.solved) / board.figures.questions),
                      }),
                ],
                [
                  t('board.figures.median'),
                  board.figures.medianSeconds === null
                    ? null
                    : durationText(board.figures.medianSeconds, locale),
                ],
              ]}
            />
            <p className="small muted">{t('board.figures.basis')}</p>
            {board.owner && (
              <p className="small">
                <Sentence
                  of="board.owner"
                  parts={{ owner: <Link to={paths.member(board.owner.handle)}>{board.owner.name}</Link> }}
                />
              </p>
            )}
          </SideBox>
        </aside>
      </div>
    </div>
  )
}
