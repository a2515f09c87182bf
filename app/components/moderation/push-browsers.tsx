import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import * as paths from '#server/core/paths.ts'
import type { Moment } from '#app/lib/format.ts'
import { deviceName } from '#app/lib/devices.ts'
import { refused } from '#app/lib/forms.ts'
import type { Refusal } from '#app/lib/handler.ts'
import { type PushState, pushState, subscribePush } from '#app/lib/push.ts'
import { useWords } from '#app/lib/words.ts'
import { ActionButton, Button } from '../ui/button.tsx'
import { InlineStatus } from '../ui/feedback.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import '#app/lib/words-of-moderation.ts'

export type OwnBrowsers = {
  key: string
  browsers: readonly { id: string; at: Moment; device: string; current: boolean }[]
}

/** The browsers a moderator is alerted in by push. Each is taken out without script; adding this one needs it. */
export function PushBrowsers({ push: { key, browsers } }: { push: OwnBrowsers }) {
  const t = useWords()
  return (
    <section className="stack gap-2" aria-labelledby="push-browsers">
      <h3 id="push-browsers">{t('mod.push.title')}</h3>
      <p className="muted">{t('mod.push.lead')}</p>
      {browsers.length === 0 ? (
        <p className="muted">{t('mod.push.none')}</p>
      ) : (
        <ul className="plain-list stack gap-2">
          {browsers.map(({ id, at, device, current }) => (
            <li key={id} className="cluster">
              <span>
                {deviceName(device) || t('mod.push.unnamed')}
                {current && <> ({t('mod.push.this')})</>}, <TimeStamp at={at} />
              </span>
              <ActionButton
                action={paths.modPush()}
                method="DELETE"
                fields={{ subscriptionId: id }}
                tone="quiet"
                label={t('mod.push.remove.named', { name: deviceName(device) || t('mod.push.unnamed') })}
              >
                {t('mod.push.remove')}
              </ActionButton>
            </li>
          ))}
        </ul>
      )}
      <AddThis pushKey={key} added={browsers.some(({ current }) => current)} />
    </section>
  )
}

function AddThis({ pushKey, added }: { pushKey: string; added: boolean }) {
  const t = useWords()
  const fetcher = useFetcher<Refusal | null>()
  const [state, setState] = useState<PushState | 'unscripted'>('unscripted')
  const [went, setWent] = useState<'idle' | 'asking' | 'declined' | 'failed'>('idle')
  useEffect(() => setState(pushState()), [])
  if (state !== 'able') return <p className="muted">{t(`mod.push.${state}`)}</p>
  if (added) return null
  const add = async () => {
    setWent('asking')
    try {
      const subscribed = await subscribePush(pushKey)
      if (subscribed) fetcher.submit(subscribed, { method: 'post', action: paths.modPush() })
      setWent(subscribed ? 'idle' : 'declined')
    } catch {
      setWent('failed')
    }
  }
  const [refusal] = refused(fetcher.data ?? null).summary
  return (
    <div className="cluster">
      <Button type="button" busy={went === 'asking' || fetcher.state !== 'idle'} onClick={() => void add()}>
        {t('mod.push.add')}
      </Button>
      {(went === 'declined' || went === 'failed') && (
        <InlineStatus tone="danger">{t(`mod.push.${went}`)}</InlineStatus>
      )}
      {went === 'idle' && refusal && <InlineStatus tone="danger">{refusal.text}</InlineStatus>}
    </div>
  )
}
