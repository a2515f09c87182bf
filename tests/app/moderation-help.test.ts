import { expect, test } from 'vitest'
import { statementKinds } from '#db/schema/moderation.ts'
import { noticeKinds } from '#db/schema/notifications.ts'
import { noticeHelp } from '#server/core/notice-help.ts'
import standing from '#app/messages/standing/en.json' with { type: 'json' }
import words from '#app/messages/conduct/en.json' with { type: 'json' }

test('REP-26: the help page says of every step that a statement can tell what it is, who decides and how to appeal', () => {
  for (const step of [...statementKinds, 'report', 'first-post', 'appeal'])
    for (const part of ['', '.what', '.who', '.appeal'])
      expect(Object.keys(words)).toContain(`help.moderation.${step}${part}`)
})

test('REP-26: of each reward the help page says what it is for and what it deliberately does not reward', () => {
  for (const reward of ['reputation', 'abilities', 'ranks', 'readers', 'badges', 'leaderboards', 'titles'])
    for (const part of ['', '.what', '.for', '.not'])
      expect(Object.keys(standing)).toContain(`help.rewards.${reward}${part}`)
})

test('REP-26: each notice of a step or a reward leads to where that one is explained, and others lead nowhere', () => {
  const led = (kind: string, params = {}) => noticeHelp(kind, params)
  for (const about of statementKinds) {
    expect(led('statement', { about })).toBe(`/help/moderation#${about}`)
    expect(Object.keys(words)).toContain(`help.moderation.${about}.who`)
  }
  const explained = noticeKinds.flatMap((kind) => led(kind, { about: 'limit' }) ?? [])
  for (const path of explained) {
    const [, page, part] = /^\/help\/(moderation|rewards)#([\w-]+)$/.exec(path) ?? []
    expect(Object.keys({ ...words, ...standing }), path).toContain(`help.${page}.${part}.what`)
  }
  expect(new Set(explained).size).toBeGreaterThanOrEqual(8)
  expect(['answer', 'mention', 'started', 'invited', 'caseOpened'].map((kind) => led(kind))).toEqual(
    Array(5).fill(null),
  )
})
