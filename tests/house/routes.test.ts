import { existsSync, readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import manifest from '#app/routes.ts'
import * as paths from '#server/core/paths.ts'
import { termsDocuments } from '#server/terms/index.ts'
import { projectFiles } from './files.js'

const row = { id: 42, slug: 'cold-cache' }
const kinds = ['question', 'discussion', 'idea', 'announcement']

/** Every address that is built, once. Parts are those that the code names. */
const built: Record<string, string[]> = {
  home: [paths.home()],
  questions: [paths.questions({ is: 'open' })],
  boards: [paths.boards()],
  board: [paths.board('relay')],
  boardGroup: [paths.boardGroup('relay')],
  boardNew: [paths.boardNew('relay')],
  boardPins: [paths.boardPins('relay')],
  topic: kinds.map((kind) => paths.topic({ ...row, kind })),
  topicFrom: [paths.topicFrom({ ...row, kind: 'question' }, 7)],
  topicNumber: [paths.topicNumber(42)],
  question: [paths.question(row)],
  post: [paths.post({ ...row, kind: 'question' }, 3)],
  topicHistory: [paths.topicHistory({ ...row, kind: 'question' })],
  topicPart: partsOf('topicPart').map((part) => paths.topicPart(42, part)),
  accepted: [paths.accepted(42, 'a-post')],
  replies: [paths.replies(42), paths.replies(42, '/console')],
  saves: [paths.saves()],
  shared: [paths.shared('a-code_1')],
  following: [paths.following()],
  follows: [paths.follows('board', 'relay')],
  escalate: [paths.escalate(42)],
  postPart: partsOf('postPart').map((part) => paths.postPart('a-post', part)),
  ask: [paths.ask()],
  tags: [paths.tags()],
  tag: [paths.tag('c++')],
  members: [paths.members()],
  member: [paths.member('nia'), ...partsOf('member').map((part) => paths.member('nia', part))],
  search: [paths.search('cold')],
  join: [paths.join()],
  signIn: [paths.signIn('/ask')],
  signOut: [paths.signOut()],
  recover: [paths.recover('a-token')],
  verify: [paths.verify('a-token')],
  redeemInvitation: [paths.redeemInvitation('a-token')],
  setup: [paths.setup('a-token')],
  activity: [paths.activity()],
  unsubscribe: [paths.unsubscribe('a-token')],
  noticeSettings: [paths.noticeSettings('topic:42')],
  settings: partsOf('settings').map((part) => paths.settings(part)),
  console: [paths.console(), paths.console('mine')],
  escalation: [paths.escalation('an-escalation')],
  unreplied: [paths.unreplied()],
  modPush: [paths.modPush()],
  modRules: [paths.modRules({ rule: 'a-rule' })],
  assignments: [paths.assignments({ rule: 'a-rule' })],
  reviewDesk: [paths.reviewDesk('an-item', { view: 'flags' })],
  queueReportFile: [paths.queueReportFile({ by: 'kind' })],
  queueReport: [paths.queueReport({ by: 'kind' })],
  admin: [paths.admin(), ...partsOf('admin').map((part) => paths.admin(part))],
  crm: [paths.crm(), ...partsOf('crm').map((part) => paths.crm(part))],
  abilities: [paths.abilities()],
  ranks: [paths.ranks()],
  adminRanks: [paths.adminRanks({ ladder: 'readers' })],
  adminRankStep: [paths.adminRankStep('readers', 2)],
  badges: [paths.badges()],
  badge: [paths.badge('teacher')],
  leaderboards: [paths.leaderboards({ period: 'year' })],
  ability: [paths.ability('close')],
  irregularVotes: [paths.irregularVotes()],
  reviewQueue: [paths.reviewQueue({ view: 'flags' })],
  reviewItem: [paths.reviewItem('an-item')],
  reviewPart: partsOf('reviewPart').map((part) => paths.reviewPart('an-item', part)),
  decision: [paths.decision('a-decision')],
  reports: [paths.reports()],
  rewardsHelp: [paths.rewardsHelp('badges')],
  moderationHelp: [paths.moderationHelp('appeal')],
  keyboard: [paths.keyboard()],
  guidelines: [paths.guidelines()],
  privacy: [paths.privacy()],
  terms: [
    ...termsDocuments.flatMap((document) => [
      paths.terms.current(document),
      paths.terms.version(1, document),
      paths.terms.difference(1, 2, document),
    ]),
    paths.terms.accept(),
    paths.terms.interrupted(),
  ],
  statement: [paths.statement('a-statement')],
  statements: [paths.statements()],
  conduct: [
    paths.conduct.sanction('nia', 'a-post'),
    paths.conduct.lifting('a-sanction'),
    paths.conduct.log(),
    paths.conduct.logFile({ by: 'mo' }),
    paths.conduct.file('nia', { show: 'notes' }),
    paths.conduct.trouble(),
    paths.conduct.appeals({ state: 'decided' }),
    paths.conduct.transparency('2026-Q1'),
  ],
}

/** The parts of a nested address that pages and letters ask for: the words in quotes of `topicPart(id, 'answers')`. */
function partsOf(builder: string): string[] {
  const call = new RegExp(`\\b${builder}\\((?:[^'()]*,\\s*)?'([a-z][\\w/-]*)'`, 'g')
  const code = projectFiles(/^(?:app|server|jobs)\/.*\.tsx?$/)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  return [...new Set([...code.matchAll(call)].map((match) => match[1] ?? ''))]
}

type Listed = { pattern: string; file: string }

function listed(entries: readonly RouteConfigEntry[], above = ''): Listed[] {
  return entries.flatMap((entry) => {
    const pattern = [above, entry.path].filter(Boolean).join('/')
    return [{ pattern: `/${pattern}`, file: entry.file }, ...listed(entry.children ?? [], pattern)]
  })
}

const routes = listed(manifest)

/** `/q/:id/:slug?` as what it lets in. */
const letsIn = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/\/:\w+\?/g, '(?:/[^/]+)?')
      .replace(/:\w+/g, '[^/]+')
      .replace(/\/\*$/, '(?:/.*)?')}/?$`,
  )

test('every address that is built leads to a route', () => {
  expect(Object.keys(built).sort()).toEqual(
    Object.keys(paths)
      .filter((name) => name !== 'api')
      .sort(),
  )
  const specific = routes.filter(({ pattern }) => pattern !== '/*')
  const lost = Object.values(built)
    .flat()
    .map((address) => address.replace(/[?#].*$/, ''))
    .filter((address) => !specific.some(({ pattern }) => letsIn(pattern).test(address)))
  expect(lost).toEqual([])
})

test('every route has its file and every file its route', () => {
  expect(routes.filter(({ file }) => !existsSync(`app/${file}`))).toEqual([])
  const files = new Set(routes.map(({ file }) => `app/${file}`))
  expect(projectFiles(/^app\/routes\/.*\.tsx?$/).filter((file) => !files.has(file))).toEqual([])
})

test('TERMS-01: every text people agree to has an address of its own, which names it', () => {
  const addresses = termsDocuments.map((document) => paths.terms.current(document))
  expect(new Set(addresses).size).toBe(termsDocuments.length)
  for (const document of termsDocuments)
    expect(paths.terms.at(paths.terms.difference(1, 2, document))).toBe(document)
  expect(paths.terms.at('/ask')).toBeUndefined()
})
