import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { followsCases, isMember } from '#server/core/actor.ts'
import * as paths from '#server/core/paths.ts'
import { ownPromises, upcomingClocks } from '#server/escalation/index.ts'
import { boardList, followedTopics, topicList } from '#server/forum/index.ts'
import { BoardLine } from '#app/components/board/board-sign.tsx'
import { lineOf } from '#app/components/board/line-colour.ts'
import { PromisedClock } from '#app/components/escalation/promise.tsx'
import { ListedTopic } from '#app/components/topic/listed-topic.tsx'
import { TopicList } from '#app/components/topic/topic-row.tsx'
import { ButtonLink } from '#app/components/ui/button.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { SearchField } from '#app/components/ui/field.tsx'
import { Pager } from '#app/components/ui/navigation.tsx'
import { page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { shellOf, title } from '#app/lib/meta.ts'
import { t as say, useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, url, context }) => {
  const cursor = url.searchParams.get('cursor')
  context.showed('lists')
  const own = isMember(ctx.actor) ? ctx.actor : null
  const staff = followsCases(ctx.actor)
  const [boards, latest, solved, mine, followed, promises, due] = await Promise.all([
    boardList(ctx),
    topicList(ctx, { cursor, limit: own ? 20 : 10 }),
    own ? null : topicList(ctx, { state: 'solved', limit: 5 }),
    own ? topicList(ctx, { author: own.handle, state: 'answered', kind: 'question', limit: 5 }) : null,
    own && cursor === null ? followedTopics(ctx, { limit: 5 }) : null,
    own ? ownPromises(ctx) : [],
    staff ? upcomingClocks(ctx, { limit: 5 }) : [],
  ])
  return {
    member: own && { name: own.displayName },
    boards,
    latest,
    solved,
    mine,
    followed,
    promises,
    due: due.map(({ topicId, ...row }) => ({ ...row, id: topicId })),
    now: ctx.now,
    deeper: cursor !== null,
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const { siteName, locale } = shellOf(matches)
  return title({ site: siteName, description: say(locale, 'site.description') })
}

/** Search-led for a visitor; for a member first what waits for them, then what is new. */
export default function Home() {
  const { member } = useLoaderData<typeof loader>()
  return member ? <MemberHome name={member.name} /> : <VisitorHome />
}

function VisitorHome() {
  const t = useWords()
  const { boards, latest, solved } = useLoaderData<typeof loader>()
  const busiest = boards
    .map((board, place) => ({ ...board, line: lineOf(place) }))
    .sort((a, b) => b.topicCount - a.topicCount)
  return (
    <div className="stack gap-5">
      <section className="welcome stack">
        <h1 tabIndex={-1}>{t('home.title')}</h1>
        <SearchField action={paths.search()} label={t('home.search')} placeholder={t('home.search')} />
        <p>
          <Link to={paths.ask()}>{t('home.ask')}</Link>
        </p>
      </section>
      {boards.length === 0 ? (
        <EmptyState kind="first" title={t('boards.empty')} />
      ) : (
        <section className="stack gap-2" aria-labelledby="home-boards">
          <h2 id="home-boards">{t('home.boards')}</h2>
          <BoardLine
            label={t('home.boards')}
            boards={busiest.slice(0, 6).map((board) => ({
              href: paths.board(board.slug),
              name: board.title,
              purpose: board.purpose,
              topics: board.topicCount,
              line: board.line,
            }))}
          />
        </section>
      )}
      {solved && solved.items.length > 0 && (
        <Section id="home-solved" title={t('home.solved')} topics={solved.items} />
      )}
      {latest.items.length > 0 && <Section id="home-latest" title={t('home.latest')} topics={latest.items} />}
    </div>
  )
}

function MemberHome({ name }: { name: string }) {
  const t = useWords()
  const { latest, mine, followed, promises, due, now, deeper } = useLoaderData<typeof loader>()
  useLive(['lists'])
  // what stands above is not said twice
  const above = new Set(followed?.items.map(({ id }) => id))
  const others = latest.items.filter(({ id }) => !above.has(id))
  return (
    <div className="stack gap-4">
      <h1 tabIndex={-1}>{t('home.hello', { name })}</h1>
      <Promises id="home-promises" title={t('home.promises')} rows={promises} now={now} />
      <Promises id="home-due" title={t('home.due')} rows={due} now={now} />
      {mine && mine.items.length > 0 && <Section id="home-turn" title={t('home.turn')} topics={mine.items} />}
      {followed && followed.items.length > 0 && (
        <Section
          id="home-following"
          title={t('home.following')}
          topics={followed.items}
          more={<Link to={paths.following()}>{t('home.following.all')}</Link>}
        />
      )}
      {others.length > 0 && <Section id="home-latest" title={t('home.latest')} topics={others} />}
      {latest.items.length === 0 && (
        <EmptyState
          kind="first"
          title={t('home.empty')}
          action={<ButtonLink to={paths.ask()}>{t('nav.ask')}</ButtonLink>}
        />
      )}
      <Pager
        newer={deeper ? paths.home() : null}
        older={latest.next === null ? null : `${paths.home()}?cursor=${latest.next}`}
      />
    </div>
  )
}

type Listed = React.ComponentProps<typeof ListedTopic>['topic']

function Section(props: { id: string; title: string; topics: readonly Listed[]; more?: React.ReactNode }) {
  const { id, title: heading, topics, more } = props
  return (
    <section className="stack gap-2" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <TopicList label={heading}>
        {topics.map((topic) => (
          <ListedTopic key={topic.id} topic={topic} />
        ))}
      </TopicList>
      {more && <p>{more}</p>}
    </section>
  )
}

type Promised = {
  id: number | null
  title: string
  slug: string
  clock: React.ComponentProps<typeof PromisedClock>['clock']
}

/** Running promises with their countdown: one's own questions, and for staff whatever is due next. */
function Promises({
  id,
  title: heading,
  rows,
  now,
}: {
  id: string
  title: string
  rows: readonly Promised[]
  now: Date
}) {
  if (rows.length === 0) return null
  return (
    <section className="stack gap-2" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <ul className="promises">
        {rows.map((row) => (
          <li key={row.clock.id} className="promise-row">
            <Link to={paths.question({ id: row.id ?? 0, slug: row.slug })} className="strong" dir="auto">
              {row.title}
            </Link>
            <PromisedClock clock={row.clock} now={now} />
          </li>
        ))}
      </ul>
    </section>
  )
}
