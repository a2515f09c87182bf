import { useEffect, useState } from 'react'
import { boundNow, keysAreOff, type Shortcut } from '#app/lib/keyboard.ts'
import { useWords } from '#app/lib/words.ts'
import { Dialog } from '../ui/dialog.tsx'

/** The shortcuts of one place after another, as `?` and the keyboard page show them. */
export function ShortcutList({
  shortcuts,
  level: Heading = 'h3',
  withNames,
}: {
  shortcuts: readonly Shortcut[]
  level?: 'h2' | 'h3'
  /** Shows the name by which the settings page changes a key. */
  withNames?: boolean
}) {
  const t = useWords()
  const scopes = [...new Set(shortcuts.map((shortcut) => shortcut.scope))]
  return (
    <div className="keys">
      {scopes.map((scope) => (
        <section key={scope}>
          <Heading>{t(`keys.scope.${scope}`)}</Heading>
          <dl>
            {shortcuts
              .filter((shortcut) => shortcut.scope === scope)
              .map((shortcut) => (
                <div key={shortcut.id}>
                  <dt>
                    {t(shortcut.words)} {withNames && <code className="small muted">{shortcut.id}</code>}
                  </dt>
                  <dd>
                    <Keys keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** "g q" as two keys. Keys are not turned round in a right-to-left language. */
export function Keys({ keys }: { keys: string }) {
  return (
    <bdi dir="ltr">
      {keys.split(' ').map((key, index) => (
        <kbd key={index}>{key}</kbd>
      ))}
    </bdi>
  )
}

/** Opens on `?` with what works on this very page. */
export function ShortcutHelp() {
  const t = useWords()
  const [shown, setShown] = useState<readonly Shortcut[] | null>(null)
  useEffect(() => {
    const open = () => setShown(boundNow())
    document.addEventListener('throughline:keys', open)
    return () => document.removeEventListener('throughline:keys', open)
  }, [])
  return (
    <Dialog open={shown !== null} title={t('keys.title')} onClose={() => setShown(null)}>
      {shown && <ShortcutList shortcuts={shown} />}
      <p className="muted">{t(keysAreOff() ? 'keys.off' : 'keys.on')}</p>
    </Dialog>
  )
}
