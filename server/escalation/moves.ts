/** The machines of crm.md 6 as data: what may happen in which state, and where it leads. */
export type ClockState = 'running' | 'paused' | 'stopped' | 'fired' | 'cancelled'
type ClockMove = 'start' | 'pause' | 'resume' | 'restart' | 'stop' | 'fire' | 'cancel' | 'recompute'

const clockMoves: Readonly<Record<ClockMove, readonly ClockState[]>> = {
  start: [],
  pause: ['running', 'paused'],
  resume: ['paused'],
  restart: ['running', 'paused', 'stopped', 'cancelled'],
  stop: ['running', 'paused'],
  fire: ['running'],
  cancel: ['running', 'paused'],
  recompute: ['running', 'paused', 'stopped', 'cancelled'],
}

export const mayMove = (state: ClockState, move: ClockMove) => clockMoves[move].includes(state)

export const openStates = [
  'queued',
  'assigned',
  'acknowledged',
  'awaiting_customer',
  'awaiting_return',
  'stuck',
] as const
export type OpenState = (typeof openStates)[number]
export type EscalationState = OpenState | 'resolved' | 'closed' | 'cancelled'

const fromAnyOpen = <To extends EscalationState>(to: To) =>
  Object.fromEntries(openStates.map((state) => [state, to])) as Record<OpenState, To>

/** Each verb: the states it is allowed in, and the state it leads to. Anything else is refused with 409. */
const escalationMoves = {
  assign: {
    ...fromAnyOpen('assigned'),
    awaiting_customer: 'awaiting_customer',
    awaiting_return: 'awaiting_return',
  },
  acknowledge: { assigned: 'acknowledged', acknowledged: 'acknowledged' },
  answer: fromAnyOpen('awaiting_customer'),
  closeOutside: fromAnyOpen('awaiting_return'),
  solve: fromAnyOpen('resolved'),
  lapse: { awaiting_customer: 'resolved' },
  resolve: { acknowledged: 'resolved', awaiting_customer: 'resolved', awaiting_return: 'resolved' },
  takeBack: { awaiting_customer: 'acknowledged', awaiting_return: 'acknowledged' },
  cancel: fromAnyOpen('cancelled'),
  reopen: { resolved: 'acknowledged' },
  close: { resolved: 'closed' },
} satisfies Record<string, Partial<Record<EscalationState, EscalationState>>>

export type EscalationMove = keyof typeof escalationMoves

/** Where a verb leads from this state, or null where it is not allowed. */
export function movedTo(state: EscalationState, move: EscalationMove): EscalationState | null {
  const table: Partial<Record<EscalationState, EscalationState>> = escalationMoves[move]
  return table[state] ?? null
}

export const isOpen = (state: EscalationState): state is OpenState =>
  openStates.some((open) => open === state)
