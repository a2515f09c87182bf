import { expect, test } from 'vitest'
import { heldBack } from '#app/lib/live.ts'

const post = (number: number, mine = false) => ({ number, mine })
const isOwn = ({ mine }: { mine: boolean }) => mine

test('LIVE-01 LIVE-02: what comes later waits and is counted exactly, however often it is brought; own posts stand (counting only)', () => {
  const before = [post(1), post(2)]
  expect(heldBack(before, { upTo: 2, isOwn })).toEqual({ shown: before, waiting: [] })
  const after = [...before, post(3), post(4, true), post(5), post(6), post(7), post(8)]
  for (const round of [1, 2]) {
    const { shown, waiting } = heldBack(after, { upTo: 2, isOwn })
    expect([round, shown.map(({ number }) => number), waiting.length]).toEqual([round, [1, 2, 4], 5])
  }
  expect(heldBack(after, { upTo: 8, isOwn }).waiting).toEqual([])
})
