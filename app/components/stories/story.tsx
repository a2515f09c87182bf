import type { ReactNode } from 'react'

/** One component with its states, under its name. */
export function Story({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <section
      className="story"
      id={name.toLowerCase().replaceAll(/[^a-z]+/g, '-')}
      data-wide={wide || undefined}
    >
      <h2>{name}</h2>
      <div className="stack">{children}</div>
    </section>
  )
}
