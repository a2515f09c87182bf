import { Link, useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { QueueView } from '#server/moderation/index.ts'
import * as paths from '#server/core/paths.ts'
import { afterPaint } from '#app/lib/after-paint.ts'
import type { Decided, Refused, Sent } from '#app/lib/desk.ts'
import { isRefusal } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'
import '#app/lib/words-of-moderation.ts'

type Deed = { done: (decided: Decided) => void; refuse: (refused: Refused) => void }

/** One decision on its way, while its moderator reads on; each has a fetcher of its own, so that none cuts another off. */
export function Sending({ sent, deed }: { sent: Sent; deed: Deed }) {
  const { submit, data, state } = useFetcher<unknown>()
  const begun = useRef(false)
  useEffect(() => {
    const send = () => {
      if (begun.current) return
      begun.current = true
      submit(sent.fields, { method: 'post', action: paths.reviewDesk(sent.item.id) })
    }
    const stop = afterPaint(send)
    // whoever leaves before it was painted has decided all the same
    return () => {
      stop()
      send()
    }
  }, [submit, sent])
  useEffect(() => {
    if (state !== 'idle' || data === undefined) return
    if (isRefusal(data)) deed.refuse({ item: sent.item, refusal: data })
    else deed.done({ item: sent.item, id: decisionIn(data) })
  }, [state, data, sent, deed])
  return <span data-sending hidden />
}

/** The decision that can be undone; nothing where the item was only put off. */
function decisionIn(answer: unknown): string | null {
  const decided = typeof answer === 'object' && answer !== null && 'decided' in answer ? answer.decided : null
  if (typeof decided !== 'object' || decided === null) return null
  const { action, decisionId } = decided as { action?: unknown; decisionId?: unknown }
  return action === 'skip' || action === 'snooze' || typeof decisionId !== 'string' ? null : decisionId
}

type Props = {
  last: Decided | null
  /** The decision before this page was loaded, without script. */
  done: string | null
  refused: Refused | null
  at: string
  view: QueueView
}

/** What came of the last decision: the way back, or why it was refused and where its item waits. */
export function DeskStrip({ last, done, refused, at, view }: Props) {
  const t = useWords()
  if (refused && refused.item.id !== at)
    return (
      <Banner
        tone="danger"
        role="alert"
        action={
          <Link className="button" to={paths.reviewItem(refused.item.id, { view })}>
            {t('mod.refused.back')}
          </Link>
        }
      >
        {t('mod.refused', { title: titleOf(refused) })} {refused.refusal.error}
      </Banner>
    )
  const decision = last ? last.id : done
  if (!decision) return null
  return (
    <Banner
      tone="solved"
      role="status"
      action={
        <ActionButton action={paths.decision(decision)} method="DELETE" tone="quiet" shortcut="review.undo">
          {t('mod.undo')}
        </ActionButton>
      }
    >
      {t('mod.done')}
    </Banner>
  )
}

const titleOf = ({ item }: Refused) => item.topic?.title ?? item.author?.name ?? ''
