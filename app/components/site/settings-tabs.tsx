import { useLocation } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { Tabs } from '../ui/navigation.tsx'

const pages = ['profile', 'account', 'security', 'notifications', 'standing', 'appearance'] as const

/** The ways between the pages of one's own settings. */
export function SettingsTabs() {
  const t = useWords()
  const { pathname } = useLocation()
  const tabs = pages.map((name) => ({
    label: t(`settings.${name}`),
    href: paths.settings(name),
    current: pathname === paths.settings(name),
  }))
  return <Tabs label={t('settings.pages')} tabs={tabs} />
}
