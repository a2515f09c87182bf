import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { noteInFile, openFile } from '#server/moderation/index.ts'
import { FileEntries } from '#app/components/conduct/file-entries.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { Textarea } from '#app/components/ui/field.tsx'
import { PageHead, SideBox } from '#app/components/ui/key-value.tsx'
import { FilterChips, Pager } from '#app/components/ui/navigation.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(({ ctx, params, url }) =>
  openFile(ctx, {
    handle: params.handle ?? '',
    show: url.searchParams.get('show'),
    days: url.searchParams.get('days'),
    cursor: url.searchParams.get('cursor'),
  }),
)

export const action = act({ POST: noteInFile }, ({ params }) =>
  paths.conduct.file(params.handle ?? '', { show: 'notes' }),
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => titledBy(matches, data?.member.name)

/** /mod/members/:handle: the one file of a member; each count opens its list. */
export default function ModFile() {
  const t = useWords()
  const { member, counts, show, days, items, next, can } = useLoaderData<typeof loader>()
  const here = { show, days: days === null ? null : String(days) }
  return (
    <div className="stack">
      <PageHead title={t('file.title', { name: member.name })} lead={t('file.lead')}>
        {can.sanction && (
          <ButtonLink to={paths.conduct.sanction(member.handle)}>{t('sanction.title')}</ButtonLink>
        )}
      </PageHead>
      <FilterChips
        label={t('file.parts')}
        chips={counts.map(({ part, count }) => ({
          label: t(`file.part.${part}`),
          href: paths.conduct.file(member.handle, { show: part }),
          current: part === show,
          count,
        }))}
      />
      <div className="with-side">
        <section className="stack" aria-labelledby="part-title">
          <h2 id="part-title">{t(`file.part.${show}`)}</h2>
          {days !== null && (
            <p className="cluster small">
              {t('file.days', { days })}
              <Link to={paths.conduct.file(member.handle, { show })}>{t('file.days.all')}</Link>
            </p>
          )}
          <FileEntries items={items} />
          <Pager older={next && paths.conduct.file(member.handle, { ...here, cursor: next })} />
          {can.note && show === 'notes' && <NewNote />}
        </section>
        <aside className="stack" aria-label={t('file.open')}>
          <Standing />
        </aside>
      </div>
    </div>
  )
}

function NewNote() {
  const t = useWords()
  const { summary, errors, value } = useRefused()
  return (
    <Form method="post" className="form">
      <ErrorSummary errors={summary} />
      <Textarea
        id="reason"
        name="reason"
        label={t('file.note')}
        hint={t('file.note.hint')}
        errors={errors('reason')}
        defaultValue={value('reason')}
        rows={3}
        required
      />
      <div className="button-row">
        <Button tone="primary">{t('file.note.send')}</Button>
      </div>
    </Form>
  )
}

/** What is in force with its end, how right their reports were, and where else to look. */
function Standing() {
  const t = useWords()
  const { member, joinedAt, accuracy, restrictions } = useLoaderData<typeof loader>()
  return (
    <SideBox title={member.name}>
      {restrictions.length > 0 && (
        <>
          <h3 className="small">{t('file.restricted')}</h3>
          <ul className="plain-list">
            {restrictions.map((held) => (
              <li key={held.kind}>
                {t(`file.restricted.${held.kind}`)}.{' '}
                <Sentence of="file.until" parts={{ when: <TimeStamp at={held.until} exact /> }} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{t('file.accuracy', { judged: accuracy.judged, right: accuracy.upheld })}</p>
      {joinedAt && (
        <p className="small muted">
          {t('file.joined')} <TimeStamp at={joinedAt} />
        </p>
      )}
      <ul className="plain-list">
        <li>
          <Link to={paths.member(member.handle)}>{t('file.profile')}</Link>
        </li>
        <li>
          <Link to={paths.conduct.log({ member: member.handle })}>{t('file.log')}</Link>
        </li>
        <li>
          <Link to={paths.conduct.trouble()}>{t('trouble.title')}</Link>
        </li>
      </ul>
    </SideBox>
  )
}
