import { FilterChips } from '../ui/navigation.tsx'
import { kept } from '#app/lib/kept.tsx'
import { useWords } from '#app/lib/words.ts'

export const KeptAnswersHead = kept('answers-head', AnswersHead)

/** "3 answers" over the answers, with the order they stand in as links. */
export function AnswersHead({
  count,
  order,
}: {
  count: number
  order: { votesHref: string; timeHref: string; now: 'votes' | 'time' }
}) {
  const t = useWords()
  return (
    <div className="spread">
      <h2>{t('answers.title', { count })}</h2>
      {count > 1 && (
        <FilterChips
          label={t('answers.order')}
          chips={[
            { label: t('answers.byVotes'), href: order.votesHref, current: order.now === 'votes' },
            { label: t('answers.byTime'), href: order.timeHref, current: order.now === 'time' },
          ]}
        />
      )}
    </div>
  )
}
