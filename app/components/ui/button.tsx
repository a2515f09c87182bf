import { Form, Link, useFetcher } from '@remix-run/react'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

export type ButtonLook = {
  /** primary: ink, one per form. secondary (default): line. quiet: no edge. danger: cannot easily be taken back. */
  tone?: 'primary' | 'secondary' | 'quiet' | 'danger'
  size?: 'large'
  icon?: IconName
}

/** A button says its result ("Send privately"). `busy` keeps it in place while its work is under way. */
export function Button(
  props: ButtonLook & { busy?: boolean; children: ReactNode } & ButtonHTMLAttributes<HTMLButtonElement>,
) {
  const { tone, size, icon, busy, children, type = 'submit', ...rest } = props
  return (
    <button
      className="button"
      data-tone={tone}
      data-size={size}
      aria-busy={busy || undefined}
      type={type}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button, for going somewhere; never for doing something. */
export function ButtonLink(
  props: ButtonLook & { to: string; children: ReactNode; prefetch?: 'intent'; reloadDocument?: boolean },
) {
  const { tone, size, icon, children, ...link } = props
  return (
    <Link className="button" data-tone={tone} data-size={size} {...link}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}

/** Only an icon, with its name for readers and as a tooltip. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button className="button" data-tone="quiet" type="button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}

export type ActionProps = ButtonLook & {
  /** The noun's address; a PUT or DELETE travels as a hidden `_method`. */
  action: string
  method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  fields?: Readonly<Record<string, string | number>>
  children: ReactNode
  /** For a toggle: whether it is on now. */
  pressed?: boolean
  /** Why it cannot be used: it is shown disabled, with this reason, rather than left out. */
  whyNot?: string | undefined
  label?: string
  shortcut?: string
  /** It leads to another page: sent as a navigation, which news that comes meanwhile does not hold back. */
  goes?: boolean
}

/** One deed as a form with one button: works without script, and in place with it. */
export function ActionButton(props: ActionProps) {
  const {
    action,
    method = 'POST',
    fields = {},
    children,
    pressed,
    whyNot,
    label,
    shortcut,
    goes,
    ...look
  } = props
  const fetcher = useFetcher()
  const Sent = goes ? Form : fetcher.Form
  if (whyNot !== undefined)
    return (
      <DisabledButton {...look} why={whyNot}>
        {children}
      </DisabledButton>
    )
  return (
    <Sent method="post" action={action}>
      {method !== 'POST' && <input type="hidden" name="_method" value={method} />}
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        {...look}
        busy={fetcher.state !== 'idle'}
        aria-pressed={pressed}
        aria-label={label}
        data-shortcut={shortcut}
      >
        {children}
      </Button>
    </Sent>
  )
}

/** A control that is there but not for you now; it keeps focus and says why. */
export function DisabledButton({
  why,
  children,
  ...look
}: ButtonLook & { why: string; children: ReactNode }) {
  const { tone, size, icon } = look
  return (
    <button
      className="button"
      type="button"
      data-tone={tone}
      data-size={size}
      aria-disabled="true"
      title={why}
    >
      {icon && <Icon name={icon} />}
      {children}
      <span className="visually-hidden"> ({why})</span>
    </button>
  )
}
