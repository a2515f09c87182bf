import type { ReactNode } from 'react'
import type { Tone } from './feedback.tsx'

/** Pairs of word and value. Entries whose value is null or undefined are left out. */
export function KeyValue({ pairs }: { pairs: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="key-value">
      {pairs
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([label, value]) => (
          <Pair key={label} label={label} value={value} />
        ))}
    </dl>
  )
}

function Pair({ label, value }: { label: string; value: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** A sign beside the way, with its ink bar: "Where this stands", "Same area". */
export function SideBox({ title, tone, children }: { title: string; tone?: Tone; children: ReactNode }) {
  return (
    <section className="side-box" data-tone={tone}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** A page's sign: its name, one sentence, and what can be done here. */
export function PageHead({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {children && <div className="button-row">{children}</div>}
    </div>
  )
}
