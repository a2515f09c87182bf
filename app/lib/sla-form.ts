type Field = Readonly<Record<string, unknown>>

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

/** Hours as people type them ("24", "0.5") as an ISO 8601 duration; an ISO text goes through as it is. */
export function durationOf(value: unknown): string | undefined {
  const typed = text(value)
  if (typed === undefined || !/^\d+([.,]\d+)?$/.test(typed)) return typed
  return `PT${Math.round(Number(typed.replace(',', '.')) * 3600)}S`
}

/** "PT24H" as 24; null for what is no whole number of hours. Never days: a business day has no 24 hours. */
export function wholeHours(duration: string): number | null {
  const [, hours, seconds] = /^PT(?:(\d+)H|(\d+)S)$/.exec(duration) ?? []
  const count = hours === undefined ? Number(seconds ?? NaN) / 3600 : Number(hours)
  return Number.isInteger(count) ? count : null
}

/** The fields of the policy form as `putPolicy` takes them; an empty target means no such clock. */
export function policyOf(form: Field) {
  const clock = form.clock === 'business' ? ('business' as const) : ('elapsed' as const)
  const reply = durationOf(form.noReply)
  const solution = durationOf(form.noSolution)
  const quota = text(form.quota)
  return {
    key: text(form.key) ?? '',
    ...(text(form.name) ? { name: text(form.name) } : {}),
    match: { level: text(form.level), product: text(form.product), board: text(form.board) },
    noReply: reply === undefined ? null : { target: reply, clock },
    noSolution: solution === undefined ? null : { target: solution, clock },
    calendar: text(form.calendar) ?? null,
    escalateNow: {
      allowed: form.escalateNow === 'on',
      ...(quota === undefined ? {} : { quota: Number(quota) }),
    },
  }
}

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The fields of the calendar form: one opening a day ("09:00-17:00", several by comma), one holiday a line. */
export function calendarOf(form: Field) {
  const weekly = Object.fromEntries(
    days.flatMap((day) => {
      const typed = text(form[day])
      return typed === undefined ? [] : [[day, typed.split(',').map(opening)]]
    }),
  )
  const holidays = (text(form.holidays) ?? '').split(/\n/).flatMap((line) => {
    const [day, ...name] = line.trim().split(/\s+/)
    return day ? [{ day, name: name.join(' ') }] : []
  })
  return { key: text(form.key) ?? '', timeZone: text(form.timeZone) ?? '', weekly, holidays }
}

function opening(span: string) {
  const [opens = '', closes = ''] = span.split(/[-–]/).map((part) => part.trim())
  return { opens, closes }
}
