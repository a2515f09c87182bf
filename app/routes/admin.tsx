import type { MetaFunction } from '@remix-run/node'
import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { mustAdminister } from '#server/identity/index.ts'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(({ ctx }) => {
  mustAdminister(ctx)
  return Promise.resolve(null)
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'admin.title')

const rooms = [
  'settings',
  'abilities',
  'points',
  'ranks',
  'badges',
  'rewards',
  'people',
  'boards',
  'lines',
  'policies',
  'crm',
  'sla',
  'outbox',
  'jobs',
  'api',
] as const

/** What an admin keeps, each on a page of its own. */
export default function Admin() {
  const t = useWords()
  return (
    <div className="stack column">
      <PageHead title={t('admin.title')} />
      <ul className="plain-list stack gap-3">
        {rooms.map((room) => (
          <li key={room}>
            <Link to={paths.admin(room)} className="strong">
              {t(`admin.${room}`)}
            </Link>
            <br />
            <span className="muted">{t(`admin.${room}.lead`)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
