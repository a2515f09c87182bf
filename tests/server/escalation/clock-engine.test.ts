import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClockEvent, ClockEventType } from '#server/escalation/clock-engine.ts'
import { pausedMilliseconds, replay } from '#server/escalation/clock-engine.ts'
import {
  type EscalationMove,
  type EscalationState,
  isOpen,
  mayMove,
  movedTo,
} from '#server/escalation/moves.ts'

const hour = 3600
const origin = Date.UTC(2026, 2, 4, 9)
const at = (hours: number) => new Date(origin + hours * hour * 1000)
const event = (
  type: ClockEventType,
  hours: number,
  cause = 'test',
  ref: ClockEvent['ref'] = {},
): ClockEvent => ({
  type,
  at: at(hours),
  cause,
  ref,
})
const start = (seconds = 24 * hour) => event('start', 0, 'asked', { target: { seconds, clock: 'elapsed' } })

describe('replaying a clock', () => {
  test('runs from the asking', () => {
    expect(replay([start()], null)).toMatchObject({ state: 'running', startedAt: at(0), dueAt: at(24) })
  })

  test('ESC-08: pauses of several causes count once, and end when the last one does', () => {
    const paused = [
      start(),
      event('pause', 2, 'hidden'),
      event('pause', 4, 'suspended'),
      event('resume', 6, 'hidden'),
    ]
    expect(replay(paused, null)).toMatchObject({ state: 'paused', pausedBy: ['suspended'], dueAt: null })
    const resumed = replay([...paused, event('resume', 10, 'suspended')], null)
    expect(resumed).toMatchObject({ state: 'running', dueAt: at(32) })
    expect(pausedMilliseconds(resumed, at(32), null)).toBe(8 * hour * 1000)
  })

  test('E7: a removed reply lets the clock go on from its original start, with a grace when that is past', () => {
    const stopped = [start(), event('stop', 20, 'answered')]
    expect(replay([...stopped, event('recompute', 22, 'reply-removed')], null).dueAt).toEqual(at(24))
    const late = event('recompute', 30, 'reply-removed', { notBefore: at(31).toISOString() })
    expect(replay([...stopped, late], null)).toMatchObject({
      state: 'running',
      startedAt: at(0),
      dueAt: at(31),
    })
  })

  test('E14: the time a topic was deleted counts as pause', () => {
    const log = [start(), event('cancel', 10, 'deleted'), event('recompute', 15, 'restored')]
    expect(replay(log, null)).toMatchObject({ state: 'running', endCause: null, dueAt: at(29) })
  })

  test('ESC-02 E32: replies restart NS up to a hard limit', () => {
    const limit = 7 * 24 * hour
    const begun = event('start', 0, 'answered', {
      target: { seconds: 48 * hour, clock: 'elapsed' },
      limitSeconds: limit,
    })
    const log = [begun, event('restart', 40), event('restart', 80), event('restart', 120)]
    expect(replay(log, null).dueAt).toEqual(at(168))
    expect(replay(log.slice(0, 3), null).dueAt).toEqual(at(128))
  })

  test('a cancelled clock leaves no pause behind', () => {
    const log = [
      start(),
      event('pause', 2, 'hidden'),
      event('cancel', 5, 'moved'),
      event('recompute', 8, 'moved-back'),
    ]
    expect(replay(log, null)).toMatchObject({ state: 'running', pausedBy: [], dueAt: at(30) })
  })

  test.each<[string, ClockEvent[]]>([
    ['fire while paused', [start(), event('pause', 1), event('fire', 30)]],
    ['stop after firing', [start(), event('fire', 24), event('stop', 25)]],
    ['revive a fired clock', [start(), event('fire', 24), event('recompute', 25)]],
    ['begin without a start', [event('pause', 1)]],
    ['start twice', [start(), start()]],
  ])('no log can %s', (_, log) => expect(() => replay(log, null)).toThrow())
})

describe('properties of logs', () => {
  const moves: ClockEventType[] = ['pause', 'resume', 'restart', 'stop', 'cancel', 'recompute']
  const histories = fc.array(
    fc.record({
      type: fc.constantFrom(...moves),
      gap: fc.integer({ min: 0, max: 20 }),
      cause: fc.constantFrom('hidden', 'suspended', 'waiting'),
    }),
    { maxLength: 15 },
  )
  const legal = (steps: { type: ClockEventType; gap: number; cause: string }[]) => {
    let hours = 0
    const log = [start()]
    for (const step of steps) {
      hours += step.gap
      if (mayMove(replay(log, null).state, step.type)) log.push(event(step.type, hours, step.cause))
    }
    return log
  }

  test('the same log always gives the same clock, whatever the order of reading', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const log = legal(steps)
        expect(replay(structuredClone(log), null)).toEqual(replay(log, null))
      }),
    )
  })

  test('start + target + paused = due on every running clock', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const clock = replay(legal(steps), null)
        if (clock.state !== 'running' || !clock.dueAt) return
        const paused = pausedMilliseconds(clock, clock.dueAt, null)
        expect(clock.startedAt.getTime() + clock.target.seconds * 1000 + paused).toBe(clock.dueAt.getTime())
      }),
    )
  })

  test('a paused clock has no due moment, a running one has', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { state, dueAt } = replay(legal(steps), null)
        if (state === 'paused') expect(dueAt).toBeNull()
        if (state === 'running') expect(dueAt).not.toBeNull()
      }),
    )
  })
})

describe('moves of an escalation', () => {
  const states: EscalationState[] = [
    'queued',
    'assigned',
    'acknowledged',
    'awaiting_customer',
    'awaiting_return',
    'stuck',
    'resolved',
    'closed',
    'cancelled',
  ]
  const row = (move: EscalationMove) => states.map((state) => movedTo(state, move) ?? '-').join(' ')

  test.each<[EscalationMove, string]>([
    ['assign', 'assigned assigned assigned awaiting_customer awaiting_return assigned - - -'],
    ['acknowledge', '- acknowledged acknowledged - - - - - -'],
    [
      'answer',
      'awaiting_customer awaiting_customer awaiting_customer awaiting_customer awaiting_customer awaiting_customer - - -',
    ],
    ['solve', 'resolved resolved resolved resolved resolved resolved - - -'],
    ['resolve', '- - resolved resolved resolved - - - -'],
    ['takeBack', '- - - acknowledged acknowledged - - - -'],
    ['cancel', 'cancelled cancelled cancelled cancelled cancelled cancelled - - -'],
    ['reopen', '- - - - - - acknowledged - -'],
    ['close', '- - - - - - closed - -'],
  ])('%s: %s', (move, expected) => expect(row(move)).toBe(expected))

  test('only resolved can come back, and nothing leaves closed or cancelled', () => {
    const moves: EscalationMove[] = [
      'assign',
      'acknowledge',
      'answer',
      'solve',
      'resolve',
      'takeBack',
      'cancel',
      'reopen',
      'close',
      'lapse',
      'closeOutside',
    ]
    for (const move of moves)
      expect([movedTo('closed', move), movedTo('cancelled', move)]).toEqual([null, null])
    expect(isOpen('awaiting_return')).toBe(true)
    expect(isOpen('resolved')).toBe(false)
  })
})
