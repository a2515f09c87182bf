import { data, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import {
  inbox,
  inboxFilters,
  markDone,
  muteTopic,
  snooze,
  undoDone,
  unmuteTopic,
  unreadCount,
  unsnooze,
} from '#server/notifications/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { Banner, EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { Menu, Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { act, page } from '#app/lib/handler.ts'
import { useLive } from '#app/lib/live.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'

export const loader = page(async ({ ctx, url }) => {
  if (!isMember(ctx.actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  const filter = inboxFilters.find((each) => each === url.searchParams.get('filter')) ?? 'needs'
  const [list, unread] = await Promise.all([
    inbox(ctx, { filter, cursor: url.searchParams.get('cursor') }),
    unreadCount(ctx),
  ])
  return {
    ...list,
    filters: inboxFilters,
    unread: unread.needs,
    tomorrow: new Date(ctx.now.getTime() + 86_400_000),
    now: ctx.now,
  }
})

type Deed = Readonly<Partial<Record<'row' | 'undo' | 'topicId' | 'until' | 'level', string>>> & {
  deed: string
}

/** What was done, and the fields of the form that takes it back. */
type Done = { did: 'done' | 'snoozed' | 'muted' | null; back: Record<string, string> }

/** Each row's deeds and their undoing, by the name of the button. */
const perform = async (ctx: Ctx, input: Deed): Promise<Done> => {
  const { row: rows = '', topicId = '', until = '', undo = '' } = input
  if (input.deed === 'done') {
    const marked = await markDone(ctx, { rows })
    return { did: 'done', back: { deed: 'undo', undo: marked.undo ?? '' } }
  }
  if (input.deed === 'snooze') {
    await snooze(ctx, { rows, until })
    return { did: 'snoozed', back: { deed: 'unsnooze', row: rows } }
  }
  if (input.deed === 'mute') {
    const muted = await muteTopic(ctx, { topicId })
    return { did: 'muted', back: { deed: 'unmute', topicId, level: muted.level, undo: muted.undo ?? '' } }
  }
  if (input.deed === 'undo') await undoDone(ctx, { undo })
  if (input.deed === 'unsnooze') await unsnooze(ctx, { rows })
  if (input.deed === 'unmute')
    await unmuteTopic(ctx, { topicId, level: levelOf(input.level), undo: undo || null })
  return { did: null, back: {} }
}

const levelOf = (text: string | undefined) => (text === 'tracked' || text === 'watched' ? text : 'normal')

export const action = act({ POST: perform }, ({ result }) => data(result))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'activity.title')

/** One inbox, grouped by topic, with the cause on each row; done, snooze and mute can be undone (NOTE-01). */
export default function Activity() {
  const t = useWords()
  const { filter, filters, rows, next, unread, tomorrow } = useLoaderData<typeof loader>()
  useLive([])
  return (
    <div className="stack column">
      <PageHead title={t('activity.title')} lead={t('activity.lead', { count: unread })} />
      <Tabs
        label={t('activity.tabs')}
        tabs={filters.map((each) => ({
          label: t(`activity.tab.${each}`),
          href: paths.activity({ filter: each }),
          current: each === filter,
          ...(each === 'needs' ? { count: unread } : {}),
        }))}
      />
      <Undo />
      {rows.length === 0 && (
        <EmptyState
          kind="cleared"
          title={t(filter === 'needs' ? 'activity.clear' : 'activity.none')}
          action={<ButtonLink to={paths.questions()}>{t('questions.title')}</ButtonLink>}
        />
      )}
      <ol className="inbox" aria-label={t('activity.title')}>
        {rows.map((row) => (
          <li key={row.row}>
            <article
              className="inbox-row"
              data-row
              data-needs={row.needsYou || undefined}
              data-done={row.doneAt !== null || undefined}
            >
              <div className="stack gap-1">
                <h2 className="inbox-title">
                  <Link to={row.href} data-row-link dir="auto">
                    {row.title}
                  </Link>
                </h2>
                <p>
                  {row.summary}{' '}
                  <span className="muted small">
                    <TimeStamp at={row.at} />
                  </span>
                </p>
                {row.notices[0] && (
                  <p className="small muted">
                    {row.notices[0].why} <Link to={row.notices[0].changeHref}>{t('activity.change')}</Link>
                    {row.notices[0].helpHref && (
                      <>
                        {' '}
                        · <Link to={row.notices[0].helpHref}>{t('activity.help')}</Link>
                      </>
                    )}
                  </p>
                )}
              </div>
              <div className="button-row">
                {row.doneAt === null && (
                  <Form method="post">
                    <input type="hidden" name="row" value={row.row} />
                    <Button name="deed" value="done" icon="check">
                      {t('activity.done')}
                    </Button>
                  </Form>
                )}
                <Menu label={t('post.more')}>
                  <Form method="post">
                    <input type="hidden" name="row" value={row.row} />
                    <input type="hidden" name="until" value={new Date(tomorrow).toISOString()} />
                    <button className="menu-item" name="deed" value="snooze" type="submit">
                      {t('activity.snooze')}
                    </button>
                    {row.topicId !== null && <input type="hidden" name="topicId" value={row.topicId} />}
                    {row.topicId !== null && (
                      <button className="menu-item" name="deed" value="mute" type="submit">
                        {t('activity.mute')}
                      </button>
                    )}
                  </Form>
                </Menu>
              </div>
            </article>
          </li>
        ))}
      </ol>
      <Pager older={next === null ? null : paths.activity({ filter, cursor: next })} />
    </div>
  )
}

/** "Done · Undo", standing where it happened until the next deed. */
function Undo() {
  const t = useWords()
  const done = useActionData<Done>()
  if (!done?.did) return null
  return (
    <Banner
      tone="solved"
      role="status"
      action={
        <Form method="post">
          {Object.entries(done.back).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button>{t('activity.undo')}</Button>
        </Form>
      }
    >
      {t(`activity.did.${done.did}`)}
    </Banner>
  )
}
