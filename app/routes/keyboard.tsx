import type { MetaFunction } from '@remix-run/node'
import { ShortcutList } from '../components/site/shortcut-help.tsx'
import { PageHead } from '../components/ui/key-value.tsx'
import { shortcuts } from '../lib/keyboard.ts'
import { shellOf, title } from '../lib/meta.ts'
import { t, useWords } from '../lib/words.ts'

export const meta: MetaFunction = ({ matches }) => {
  const shell = shellOf(matches)
  return title({ title: t(shell.locale, 'keys.page'), site: shell.siteName })
}

/** Every shortcut there is, from the same list that `?` shows. */
export default function Keyboard() {
  const t = useWords()
  return (
    <>
      <PageHead title={t('keys.page')} lead={t('keys.page.lead')} />
      <ShortcutList shortcuts={shortcuts} level="h2" withNames />
    </>
  )
}
