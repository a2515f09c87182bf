import { isWordKey, useWords } from '#app/lib/words.ts'
import type { Tone } from '../ui/feedback.tsx'

const severityTone: Readonly<Record<number, Tone>> = { 1: 'danger', 2: 'escal' }

/** "Severity 2" as word and figure; the two worst are filled. */
export function SeverityMark({ severity }: { severity: number }) {
  const t = useWords()
  return (
    <span className="tag-mark" data-tone={severityTone[severity] ?? 'line'}>
      {t('escalation.severity', { severity })}
    </span>
  )
}

const stateTone: Readonly<Record<string, Tone>> = {
  opened: 'escal',
  acknowledged: 'petrol',
  resolved: 'solved',
  awaiting_return: 'signal',
}

/** Where an escalation stands, as a word. */
export function EscalationState({ state }: { state: string }) {
  const t = useWords()
  const key = `escalation.state.${state}`
  return (
    <span className="tag-mark" data-tone={stateTone[state] ?? 'line'}>
      {isWordKey(key) ? t(key) : state}
    </span>
  )
}
