import sprite from './icons.svg?url'
import { flipping, type IconName } from './icon-names.ts'

/** A drawn sign beside a word; hidden from readers, since the word says it. `label` names one that stands alone. */
export function Icon({ name, size, label }: { name: IconName; size?: 'large'; label?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      data-size={size}
      data-flips={flipping.has(name) || undefined}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <use href={`${sprite}#${name}`} />
    </svg>
  )
}
