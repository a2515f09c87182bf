import { Form, Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import type { VersionState } from '#server/terms/index.ts'
import type { Moment } from '#app/lib/format.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/field.tsx'
import { SideBox } from '../ui/key-value.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'

export type ListedVersion = { version: number; state: VersionState; effectiveAt: Moment; changes: number }

/** Every version of a text with its date and what changed, and the comparison of any two. */
export function VersionList({
  document,
  versions,
}: {
  document: string
  versions: readonly ListedVersion[]
}) {
  const t = useWords()
  if (versions.length === 0) return null
  return (
    <SideBox title={t('terms.versions')}>
      <ol className="plain-list stack gap-2" reversed>
        {versions.map(({ version, state, effectiveAt, changes }) => (
          <li key={version}>
            <Link to={paths.terms.version(version, document)}>{t('terms.version', { version })}</Link>{' '}
            <span className="muted">{t(`terms.state.${state}`)}</span>
            <br />
            <span className="small">
              <TimeStamp at={effectiveAt} exact />
              {version > 1 && (
                <>
                  {' · '}
                  <Link to={paths.terms.difference(version - 1, version, document)}>
                    {t('terms.changes', { count: changes })}
                  </Link>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {versions.length > 2 && <Compare versions={versions.map(({ version }) => version)} />}
    </SideBox>
  )
}

function Compare({ versions }: { versions: readonly number[] }) {
  const t = useWords()
  const options = versions.map((version) => ({
    value: String(version),
    label: t('terms.version', { version }),
  }))
  return (
    <Form method="get" className="stack gap-2">
      <Select id="from" name="from" label={t('terms.compare.from')} options={options.toReversed()} />
      <Select id="to" name="to" label={t('terms.compare.to')} options={options} />
      <Button>{t('terms.compare')}</Button>
    </Form>
  )
}
