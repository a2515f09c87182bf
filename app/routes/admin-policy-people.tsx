import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import {
  acceptanceCurve,
  acceptanceFigures,
  acceptedList,
  mustAdminister,
  owingList,
  remindOwing,
} from '#server/identity/index.ts'
import { addressedVersion, bindingOf } from '#server/terms/index.ts'
import { AcceptanceCurve } from '#app/components/terms/acceptance-curve.tsx'
import { AcceptedTable, OwingTable } from '#app/components/terms/people-tables.tsx'
import { Reminder } from '#app/components/terms/reminder.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { KeyValue, PageHead } from '#app/components/ui/key-value.tsx'
import { Breadcrumb, Pager, Tabs } from '#app/components/ui/navigation.tsx'
import { Meter } from '#app/components/ui/progress-line.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import '#app/lib/words-of-account.ts'

type Shown = 'missing' | 'accepted'

export const loader = page(async ({ ctx, params, url }) => {
  mustAdminister(ctx)
  const ref = addressedVersion(params)
  const cursor = url.searchParams.get('cursor')
  const [{ mustAccept, audience, locksAt, replaced }, figures, curve] = await Promise.all([
    bindingOf(ctx, ref),
    acceptanceFigures(ctx, ref),
    acceptanceCurve(ctx, ref),
  ])
  const show: Shown = mustAccept && url.searchParams.get('show') !== 'accepted' ? 'missing' : 'accepted'
  return {
    ...{ ref, audience, locksAt, figures, curve, show, mustAccept },
    remindable: mustAccept && !replaced && figures.missing > 0,
    resting: figures.reminded !== null && figures.reminded.againAt > ctx.now,
    accepted: show === 'accepted' ? await acceptedList(ctx, { ...ref, cursor }) : null,
    owing: show === 'missing' ? await owingList(ctx, { ...ref, cursor }) : null,
  }
})

const remind = (ctx: Ctx, { document, version }: { document: string; version: string }) =>
  remindOwing(ctx, addressedVersion({ document, version }))

export const action = act({ POST: remind }, ({ result: { document, version } }) =>
  paths.admin(`policies/${document}/${version}`),
)

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'policy.people.title')

/** /admin/policies/:document/:version: who accepted it and who has yet to, and a reminder to only those (TERMS-06). */
export default function PolicyPeople() {
  const t = useWords()
  const { ref, audience, locksAt, figures, curve, show, mustAccept, remindable, resting, accepted, owing } =
    useLoaderData<typeof loader>()
  const { summary } = useRefused()
  const { document, version } = ref
  const text = paths.admin(`policies/${document}`)
  const here = `${text}/${version}`
  const listed = (name: Shown) => `${here}?show=${name}`
  const older = (accepted ?? owing)?.next
  return (
    <div className="column stack gap-4">
      <Breadcrumb
        trail={[
          { label: t('admin.policies'), href: paths.admin('policies') },
          { label: t(`terms.${document}`), href: text },
          { label: t('terms.version', { version }) },
        ]}
      />
      <PageHead
        title={t('policy.people.title')}
        lead={
          <Link to={paths.terms.version(version, document)}>
            {t(`terms.${document}`)}, {t('terms.version', { version })}
          </Link>
        }
      />
      <ErrorSummary errors={summary} />
      {mustAccept ? (
        <>
          <Meter
            label={t('policy.people.accepted')}
            value={figures.accepted}
            of={figures.accepted + figures.missing}
          />
          <AcceptanceCurve points={curve} of={figures.accepted + figures.missing} />
          <KeyValue
            pairs={[
              [t('policy.audience'), t(`policy.audience.${audience}`)],
              [t('policy.locks'), <TimeStamp key="locks" at={locksAt} exact />],
              [
                t('policy.reminded'),
                figures.reminded ? (
                  <>
                    {t('policy.people', { count: figures.reminded.people })},{' '}
                    <TimeStamp at={figures.reminded.at} exact />
                  </>
                ) : (
                  t('policy.reminded.never')
                ),
              ],
            ]}
          />
          {remindable && <Reminder {...ref} people={figures.missing} resting={resting} />}
          <Tabs
            label={t('policy.people.title')}
            tabs={(['missing', 'accepted'] as const).map((name) => ({
              label: t(`policy.people.${name}`),
              href: listed(name),
              count: figures[name],
              current: name === show,
            }))}
          />
        </>
      ) : (
        <p>{t('policy.people.information')}</p>
      )}
      {figures[show] > 0 && (
        <p>
          <a href={`${here}/csv?show=${show}`} download>
            {t('policy.people.csv')}
          </a>
        </p>
      )}
      {accepted && <AcceptedTable rows={accepted.items} />}
      {owing && <OwingTable rows={owing.items} />}
      <Pager
        older={older ? `${listed(show)}&cursor=${encodeURIComponent(older)}` : null}
        byName={show === 'missing'}
      />
    </div>
  )
}
