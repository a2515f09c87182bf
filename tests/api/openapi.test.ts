import { vi } from 'vitest'
import { z } from 'zod'
import { voteFindings } from '#db/schema/index.ts'
import { endpoints } from '#server/api/index.ts'
import { type FindingId, newId } from '#server/core/ids.ts'
import { type Api, expect, test } from './calling.ts'
import { signedEvent } from './signed-event.ts'

// every endpoint in turn: on a busy machine that takes longer than the usual limit
vi.setConfig({ testTimeout: 120_000 })

type Operation = {
  operationId: string
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: { 'application/json': { schema: object } } }
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

/** Holds answers against the document as an outsider reads it: by its JSON Schemas, not by our types. */
async function reader(api: Api) {
  const { body } = await api.call('GET /openapi.json', { key: '' })
  const document = body as Document
  const $defs = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  ) as object
  const schemaOf = (schema: object) =>
    z.fromJSONSchema({
      ...JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')),
      $defs,
    })
  const seen = new Set<string>()
  const call = async (line: string, path: string, options: Parameters<Api['call']>[1] = {}) => {
    const method = line.split(' ')[0] ?? ''
    const operation = document.paths[line.split(' ')[1] ?? '']?.[method.toLowerCase()]
    if (!operation) throw new Error(`${line} is not in the document`)
    const answer = await api.call(`${method} ${path}`, options)
    const response = operation.responses[answer.status]
    if (!response)
      throw new Error(
        `${line} answered ${answer.status}, which the document does not name: ${JSON.stringify(answer.body)}`,
      )
    const content = response.content?.['application/json']
    if (content) {
      const held = schemaOf(content.schema).safeParse(answer.body)
      if (!held.success)
        throw new Error(`${line}: ${JSON.stringify(held.error.issues)} in ${JSON.stringify(answer.body)}`)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    } else expect(answer.body).toBeUndefined()
    seen.add(line)
    return answer.body
  }
  return { document, call, seen, schemaOf }
}

test('the document is OpenAPI 3.1 and names every address once', async ({ api }) => {
  const { document } = await reader(api)
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths).flatMap((operations) => Object.values(operations))
  expect(operations).toHaveLength(endpoints.length)
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(endpoints.length)
  for (const [path, methods] of Object.entries(document.paths))
    for (const operation of Object.values(methods)) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map((parameter) => `{${parameter.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
      expect(inPath.every((parameter) => parameter.required)).toBe(true)
    }
})

test('API-01: what the rooms can do so far, every endpoint answers as its document says', async ({ api }) => {
  const { call, seen } = await reader(api)
  const as = (handle: string, body?: unknown) => ({ as: handle, ...(body === undefined ? {} : { body }) })

  await call('POST /members', '/members', {
    body: { handle: 'zoe', email: 'zoe@example.test', displayName: 'Zoe', emailVerified: true },
  })
  await call('GET /members', '/members?limit=3')
  await call('GET /members/{handle}', '/members/zoe')
  await call('GET /members/{handle}/reputation', '/members/zoe/reputation?limit=5')
  await call('GET /abilities', '/abilities')
  await call('GET /votes/independence', '/votes/independence')
  const reward = { rule: 'ability:voteUp', reward: 'A mug', reason: 'The founders were promised one.' }
  const { id: rewardId } = await call('POST /rewards', '/rewards', { body: reward })
  await call('GET /rewards', '/rewards')
  await call('DELETE /rewards/{rewardId}', `/rewards/${rewardId}`)
  await call('PUT /members/{handle}/roles', '/members/zoe/roles', { body: { roles: ['product'] } })
  await call('PUT /members/{handle}/affiliation', '/members/zoe/affiliation', {
    body: { company: 'Acme Caching' },
  })
  await call('PUT /members/{handle}/moderation-actions', '/members/zoe/moderation-actions', {
    body: { actions: ['hide'] },
  })

  await call('POST /boards', '/boards', {
    body: { slug: 'cache', title: 'Cache', kinds: ['question', 'idea'], productCode: 'HR-PRO' },
  })
  const { items: cached } = await call('GET /boards', '/boards')
  const onCache = `/members/zoe/boards/${cached[0].id}/roles`
  const moderator = { body: { roles: ['moderator'] } }
  await call('PUT /members/{handle}/boards/{boardId}/roles', onCache, moderator)
  await call('PUT /members/{handle}/languages/{language}/roles', '/members/zoe/languages/de/roles', moderator)
  expect(await call('GET /members/{handle}/grounds', '/members/zoe/grounds')).toEqual({
    boards: [{ boardId: cached[0].id, roles: ['moderator'] }],
    languages: [{ language: 'de', roles: ['moderator'] }],
  })
  const hideAt = '/boards/cache/hide-score'
  await call('PUT /boards/{board}/hide-score', hideAt, { body: { score: 12 } })
  expect(await call('GET /boards/{board}/hide-score', hideAt)).toEqual({ score: 12, usual: 8.33 })
  expect(await call('PUT /boards/{board}/hide-score', hideAt, { body: { score: null } })).toMatchObject({
    score: null,
  })
  await call('POST /boards', '/boards', { body: { slug: 'other', title: 'Other', kinds: ['question'] } })
  await call('GET /boards', '/boards')
  await call('GET /boards/{board}', '/boards/cache')
  await call('PUT /boards/{board}', '/boards/cache', { body: { title: 'Caching' } })
  await call('POST /board-groups', '/board-groups', { body: { slug: 'speed', title: 'Speed', line: 'idea' } })
  await call('PUT /boards/{board}', '/boards/other', { body: { group: 'speed', owner: 'zoe' } })
  await call('PUT /board-groups/{group}', '/board-groups/speed', { body: { purpose: 'What is quick.' } })
  const line = await call('PUT /board-groups/{group}/moderators', '/board-groups/speed/moderators', {
    body: { handles: ['bo'] },
  })
  expect(line).toMatchObject({ boards: ['other'], moderators: ['bo'] })
  await call('PUT /board-groups/{group}/moderators', '/board-groups/speed/moderators', {
    body: { handles: [] },
  })
  await call('GET /board-groups', '/board-groups')
  await call('GET /board-groups/{group}', '/board-groups/speed')
  const archived = { body: { notice: 'It rests.', successor: 'cache' } }
  await call('PUT /boards/{board}/archived', '/boards/other/archived', archived)
  expect(await call('GET /boards/{board}', '/boards/other')).toMatchObject({ successor: 'cache' })
  await call('DELETE /boards/{board}/archived', '/boards/other/archived')

  const asked = {
    board: 'cache',
    kind: 'question',
    title: 'Why is the cache cold?',
    body: 'It **is** cold after a restart.',
    tags: ['cache', 'v7'],
  }
  const topic = await call('POST /topics', '/topics', as('nia', asked))
  expect(topic).toMatchObject({
    state: 'open',
    flags: [],
    posts: [{ kind: 'question', source: asked.body, score: 0 }],
  })
  const at = `/topics/${topic.id}`
  await call('GET /topics', '/topics?board=cache&unanswered=true')
  expect((await call('GET /topics', '/topics?q=cold&board=cache')).items).toHaveLength(1)
  await call('GET /search', '/search?q=restart')
  const answer = await call('POST /topics/{topicId}/posts', `${at}/posts`, as('bo', { body: 'Warm it up.' }))
  expect(answer).toMatchObject({
    kind: 'answer',
    parentId: null,
    visibility: 'public',
    html: '<p dir="auto">Warm it up.</p>\n',
  })
  const comment = await call(
    'POST /topics/{topicId}/posts',
    `${at}/posts`,
    as('nia', { body: 'How?', parentId: answer.id }),
  )
  expect(comment).toMatchObject({ kind: 'comment', parentId: answer.id })
  await call('GET /posts/{postId}', `/posts/${answer.id}`)
  await call(
    'PUT /topics/{topicId}/invitations/{handle}',
    `${at}/invitations/pia`,
    as('mo', { tag: 'cache' }),
  )
  expect(await call('GET /topics/{topicId}/invitations', `${at}/invitations`, as('mo'))).toMatchObject({
    left: 2,
    invited: [{ handle: 'pia', state: 'waits' }],
  })
  await call('DELETE /topics/{topicId}/invitation', `${at}/invitation`, as('pia'))
  await call('PUT /invitations', '/invitations', as('pia', { wanted: false }))
  const sharing = () => call('PUT /posts/{postId}/share', `/posts/${answer.id}/share`, as('cal'))
  const share = await sharing()
  expect(share).toMatchObject({ url: expect.stringMatching(/\/s\/[\w-]{8}$/), visitors: 0 })
  expect(await sharing()).toEqual(share)
  await call('PUT /posts/{postId}/save', `/posts/${answer.id}/save`, as('cal', { note: 'For Monday.' }))
  const saved = (who: string) => call('GET /saves', '/saves', as(who))
  expect((await saved('cal')).items).toMatchObject([
    { postId: answer.id, note: 'For Monday.', kind: 'answer' },
  ])
  expect((await saved('bo')).items).toEqual([])
  await call('DELETE /posts/{postId}/save', `/posts/${answer.id}/save`, as('cal'))
  expect((await saved('cal')).items).toEqual([])
  expect(await call('PUT /posts/{postId}/vote', `/posts/${answer.id}/vote`, as('cal', { value: 1 }))).toEqual(
    { score: null },
  )
  await call('PUT /topics/{topicId}/accepted/{postId}', `${at}/accepted/${answer.id}`, as('nia'))
  expect(await call('GET /topics/{topicId}', at)).toMatchObject({
    state: 'solved',
    acceptedPostIds: [answer.id],
  })
  await call('DELETE /topics/{topicId}/accepted/{postId}', `${at}/accepted/${answer.id}`, as('nia'))
  await call('PUT /topics/{topicId}/solved', `${at}/solved`, as('nia'))
  await call('DELETE /topics/{topicId}/solved', `${at}/solved`, as('nia'))
  await call('PUT /topics/{topicId}/same-problem', `${at}/same-problem`, as('cal', { version: '7.4' }))
  await call('DELETE /topics/{topicId}/same-problem', `${at}/same-problem`, as('cal'))

  await call(
    'PUT /posts/{postId}',
    `/posts/${answer.id}`,
    as('bo', { body: 'Warm it up before use.', reason: 'clearer' }),
  )
  const { versions } = await call('GET /posts/{postId}/history', `/posts/${answer.id}/history`)
  expect(versions[0].body.filter((part: { kind: string }) => part.kind === 'added')).not.toEqual([])
  await call(
    'POST /posts/{postId}/history/{number}/restore',
    `/posts/${answer.id}/history/1/restore`,
    as('bo'),
  )
  expect(
    await call(
      'POST /posts/{postId}/hide',
      `/posts/${answer.id}/hide`,
      as('mo', { clause: 'no-spam', reason: 'An advert.' }),
    ),
  ).toMatchObject({ stub: 'hidden' })
  const [stated] = (await call('GET /statements', '/statements?limit=1', as('bo'))).items
  expect(await call('GET /statements/{statementId}', `/statements/${stated.id}`, as('bo'))).toMatchObject({
    kind: 'removal',
    mayAppeal: true,
    by: null,
  })
  await call('GET /moderation/log', '/moderation/log?limit=2', as('mo'))
  await call('GET /moderation/appeals', '/moderation/appeals?state=decided', as('mo'))
  await call('GET /moderation/appeals/weeks', '/moderation/appeals/weeks', as('mo'))
  await call('GET /moderation/precedents', '/moderation/precedents?clause=no-spam', as('mo'))
  await call('GET /moderation/members', '/moderation/members', as('mo'))
  await call('GET /moderation/members/{handle}', '/moderation/members/bo?show=statements', as('mo'))
  await call('GET /transparency/{quarter}', '/transparency/2026-Q1')
  const appealed = await call(
    'POST /statements/{statementId}/appeal',
    `/statements/${stated.id}/appeal`,
    as('bo', { text: 'It is no advert.' }),
  )
  await call(
    'POST /appeals/{appealId}/decision',
    `/appeals/${appealed.appeal.id}/decision`,
    as('ada', { outcome: 'upheld', reason: 'It is one.' }),
  )
  const limited = await call('POST /members/{handle}/sanctions', '/members/bo/sanctions', {
    body: {
      kind: 'limit',
      limits: ['topics'],
      days: 2,
      clause: 'no-spam',
      reason: 'Again.',
      skipReason: 'Often.',
    },
  })
  expect(
    await call('POST /sanctions/{sanctionId}/lift', `/sanctions/${limited.id}/lift`, {
      body: { as: 'early', reason: 'He understood.' },
    }),
  ).toMatchObject({ kind: 'limit', liftedAt: expect.any(String) as string })
  await call('POST /posts/{postId}/restore', `/posts/${answer.id}/restore`, as('mo'))
  await call('PUT /posts/{postId}/withdrawn', `/posts/${comment.id}/withdrawn`, as('nia'))
  await call('DELETE /posts/{postId}/withdrawn', `/posts/${comment.id}/withdrawn`, as('nia'))

  await call('PUT /topics/{topicId}/closed', `${at}/closed`, as('mo', { reason: 'off-topic' }))
  expect(await call('GET /topics/{topicId}', at)).toMatchObject({
    flags: ['closed'],
    closedReason: 'off-topic',
  })
  await call('DELETE /topics/{topicId}/closed', `${at}/closed`, as('mo'))
  await call('PUT /topics/{topicId}/pinned', `${at}/pinned`, as('mo'))
  await call('DELETE /topics/{topicId}/pinned', `${at}/pinned`, as('mo'))
  await call('PUT /topics/{topicId}/locked', `${at}/locked`, as('mo', { reason: 'Cooling down.' }))
  await call('DELETE /topics/{topicId}/locked', `${at}/locked`, as('mo'))
  await call('PUT /topics/{topicId}/kind', `${at}/kind`, as('mo', { kind: 'idea' }))
  await call('PUT /topics/{topicId}/kind', `${at}/kind`, as('mo', { kind: 'question' }))
  const apart = await call('POST /topics/{topicId}/posts', `${at}/posts`, as('cal', { body: 'And mine?' }))
  await call('PUT /posts/{postId}/kind', `/posts/${apart.id}/kind`, as('mo', { kind: 'comment' }))
  const split = await call(
    'POST /topics/{topicId}/split',
    `${at}/split`,
    as('mo', { postIds: [apart.id], title: 'Another cache' }),
  )
  await call('PUT /topics/{topicId}/merged', `/topics/${split.id}/merged`, as('mo', { into: topic.id }))
  await call('DELETE /topics/{topicId}/merged', `/topics/${split.id}/merged`, as('mo'))
  await call('PUT /topics/{topicId}/board', `${at}/board`, as('mo', { board: 'other' }))
  await call('PUT /follows/{subject}/{id}', `/follows/tag/cache`, as('cal', { level: 'watched' }))
  expect(
    (await call('GET /following', '/following', as('cal'))).items.map((row: { id: number }) => row.id),
  ).toContain(topic.id)
  await call('PUT /topics/{topicId}/muted', `${at}/muted`, as('cal'))
  await call('DELETE /topics/{topicId}/muted', `${at}/muted`, as('cal'))
  const note = await call(
    'POST /posts/{postId}/notes',
    `/posts/${answer.id}/notes`,
    as('cal', { body: 'Since 7.4 it warms itself.' }),
  )
  await call('PUT /community-notes/{noteId}', `/community-notes/${note.id}`, as('mo', { action: 'approve' }))
  await call('GET /posts/{postId}/notes', `/posts/${answer.id}/notes`)
  await call('PUT /topics/{topicId}/handed-over', `${at}/handed-over`, as('bo', { sentence: 'Enough.' }))
  const rule = { pattern: 'words', text: 'casino', effect: 'flag', clause: 'no-spam' }
  const ruled = await call('POST /word-rules', '/word-rules', as('mo', rule))
  await call('GET /word-rules', '/word-rules', as('mo'))
  await call('PUT /word-rules/{ruleId}', `/word-rules/${ruled.id}`, as('mo', { ...rule, effect: 'hold' }))
  await call('POST /word-rules/trial', '/word-rules/trial', as('mo', { ...rule, text: 'cold' }))
  await call('GET /word-rules/log', '/word-rules/log', as('mo'))
  await call('DELETE /word-rules/{ruleId}', `/word-rules/${ruled.id}`, as('mo'))
  await call('GET /tags', '/tags')
  await call('GET /tags/{tag}', '/tags/cache')
  await call('PUT /tags/{tag}', '/tags/cache', as('ada', { excerpt: 'What is kept at hand.' }))

  await call('GET /activity', '/activity?filter=all', as('nia'))
  await call('POST /activity/done', '/activity/done', as('nia', { rows: [`topic:${topic.id}`] }))
  await call('POST /activity/undone', '/activity/undone', as('nia', { undo: '2026-03-04T09:00:00.000Z' }))
  await call(
    'POST /activity/snoozed',
    '/activity/snoozed',
    as('nia', { rows: [`topic:${topic.id}`], until: '2026-03-05T09:00:00.000Z' }),
  )

  const crm = async (noun: string, externalId: string, body: object) =>
    call(`PUT /crm/${noun}/{externalId}`, `/crm/${noun}/${externalId}`, { body })
  await crm('accounts', 'A1', { name: 'Halden', domains: ['halden.example'] })
  await crm('products', 'P1', { name: 'HR Pro', code: 'HR-PRO' })
  await crm('contacts', 'C1', {
    account: 'A1',
    emails: ['cal@halden.example'],
    givenName: 'Cal',
    familyName: 'Weber',
  })
  const contract = {
    account: 'A1',
    reference: 'K-1',
    status: 'active',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    supportLevel: 'gold',
  }
  expect(await crm('contracts', 'K1', contract)).toMatchObject({ outcome: 'created' })
  expect(await crm('contracts', 'K1', contract)).toMatchObject({ outcome: 'unchanged' })
  await call('PUT /members/{handle}/crm-link', '/members/cal/crm-link', { body: { contact: 'C1' } })
  expect(await call('GET /crm/coverage', '/crm/coverage?member=cal&product=HR-PRO')).toMatchObject({
    covered: true,
    contract: 'K-1',
    level: 'gold',
  })
  await call('DELETE /members/{handle}/crm-link', '/members/cal/crm-link')

  await call('PUT /sla/calendars/{key}', '/sla/calendars/berlin', {
    body: {
      timeZone: 'Europe/Berlin',
      weekly: { monday: [{ opens: '09:00', closes: '17:00' }] },
      holidays: ['2026-12-25'],
    },
  })
  await call('GET /sla/calendars', '/sla/calendars')
  await call('PUT /sla/queues/{key}', '/sla/queues/first', { body: { name: 'First line' } })
  await call('GET /sla/queues', '/sla/queues')
  const target = (hours: number) => ({ target: `PT${hours}H`, clock: 'elapsed' })
  const policy = {
    match: { level: 'gold' },
    noReply: target(24),
    noSolution: target(48),
    escalateNow: { allowed: true, quota: 2 },
  }
  expect(await call('PUT /sla/policies/{key}', '/sla/policies/gold', { body: policy })).toEqual({
    key: 'gold',
    version: 1,
  })
  expect(await call('PUT /sla/policies/{key}', '/sla/policies/gold', { body: policy })).toEqual({
    key: 'gold',
    version: 1,
  })
  await call('GET /sla/policies', '/sla/policies')
  await api.call('PUT /members/cal/crm-link', { body: { contact: 'C1' } })
  const urgent = await api.call('POST /topics', { as: 'cal', body: { ...asked, board: 'other' } })
  const escalate = () =>
    call(
      'POST /topics/{topicId}/escalate',
      `/topics/${urgent.body.id}/escalate`,
      as('cal', { reason: 'We ship tonight.' }),
    )
  const escalation = await escalate()
  expect((await escalate()).id).toBe(escalation.id)
  expect(escalation).toMatchObject({
    topicId: urgent.body.id,
    cause: 'customer',
    state: 'queued',
    case: { status: 'open' },
  })
  expect(await call('GET /topics/{topicId}', `/topics/${urgent.body.id}`, as('cal'))).toMatchObject({
    flags: ['escalated'],
    escalation: { id: escalation.id },
  })
  expect((await call('GET /escalations', '/escalations?state=queued')).items).toHaveLength(1)
  const place = `/escalations/${escalation.id}`
  await call('POST /escalations/{escalationId}/assign', `${place}/assign`, as('eli', { to: 'eli' }))
  await call(
    'POST /escalations/{escalationId}/severity',
    `${place}/severity`,
    as('eli', { severity: 1, reason: 'A release.' }),
  )
  await call('POST /escalations/{escalationId}/ack', `${place}/ack`, as('eli', {}))
  const resolved = await call(
    'POST /escalations/{escalationId}/resolve',
    `${place}/resolve`,
    as('eli', { outcome: 'answered', publish: false }),
  )
  expect(resolved).toMatchObject({ state: 'resolved', outcome: 'answered', assignee: { handle: 'eli' } })
  expect((await api.call(`POST ${place}/ack`, as('eli', {}))).status).toBe(409)
  await call('GET /escalations/{escalationId}', place)
  const second = await api.call('POST /topics', { as: 'cal', body: { ...asked, board: 'other' } })
  const another = await api.call(
    `POST /topics/${second.body.id}/escalate`,
    as('cal', { reason: 'This too.' }),
  )
  await call(
    'POST /escalations/{escalationId}/cancel',
    `/escalations/${another.body.id}/cancel`,
    as('eli', { reason: 'By mistake.' }),
  )
  await api.call('DELETE /members/cal/crm-link')

  const flagged = await call(
    'POST /posts/{postId}/flags',
    `/posts/${answer.id}/flags`,
    as('nia', { clause: 'no-spam' }),
  )
  await call('POST /members/{handle}/flags', '/members/bo/flags', {
    as: 'cal',
    body: { clause: 'no-bullying', posts: [answer.id] },
  })
  const noted = { text: 'It names a customer.' }
  await call('POST /posts/{postId}/author-notes', `/posts/${answer.id}/author-notes`, as('cal', noted))
  expect((await call('GET /flags', '/flags', as('nia'))).items).toMatchObject([
    { clause: 'no-spam', upheld: null },
  ])
  const suggest = () =>
    call(
      'POST /posts/{postId}/suggestions',
      `/posts/${answer.id}/suggestions`,
      as('cal', { body: 'Warm it up twice.', basedOn: 2 }),
    )
  await call('DELETE /suggestions/{suggestionId}', `/suggestions/${(await suggest()).id}`, as('cal'))
  await suggest()
  const spamRule = { board: 'cache', clause: 'no-spam', flagCount: 3, assignee: 'mo' }
  const assigning = await call('POST /assignment-rules', '/assignment-rules', as('mo', spamRule))
  const onRule = `/assignment-rules/${assigning.id}`
  await call('PUT /assignment-rules/{assignmentRuleId}', onRule, as('mo', { ...spamRule, category: 'shops' }))
  expect((await call('GET /assignment-rules', '/assignment-rules', as('mo'))).items).toHaveLength(1)
  await call('DELETE /assignment-rules/{assignmentRuleId}', onRule, as('mo'))
  expect((await call('GET /review-report', '/review-report?period=month', as('mo'))).rows).toHaveLength(1)
  const { items: waiting } = await call('GET /review', '/review?view=flags', as('mo'))
  const ofPost = waiting.find((item: { postId: string | null }) => item.postId === answer.id)
  const item = `/review/${ofPost.id}`
  expect(ofPost).toMatchObject({
    kind: 'flags',
    priority: 'low',
    reasons: ['1 report'],
    clauses: ['no-spam'],
  })
  expect(await call('PUT /review/{itemId}/claim', `${item}/claim`, as('mo'))).toMatchObject({
    claim: { mine: true },
  })
  await call('DELETE /review/{itemId}/claim', `${item}/claim`, as('mo'))
  await call(
    'PUT /review/{itemId}/tending',
    `${item}/tending`,
    as('mo', { assignee: 'ada', category: 'shops' }),
  )
  await call('POST /review/{itemId}/notes', `${item}/notes`, as('mo', { text: 'The same shop again.' }))
  await call('PUT /review/wishes', '/review/wishes', as('mo', { minimum: 'low', alertFrom: 'medium' }))
  const bare = await api.call(`POST ${item}/decision`, as('mo', { action: 'hide' }))
  expect([bare.status, bare.body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([
    422,
    ['#/clause', '#/message'],
  ])
  const decided = await call(
    'POST /review/{itemId}/decision',
    `${item}/decision`,
    as('mo', { action: 'hide', clause: 'no-spam', message: 'It sells.' }),
  )
  expect((await api.call(`POST ${item}/decision`, as('ada', { action: 'approve' }))).status).toBe(409)
  await call('DELETE /review/decisions/{decisionId}', `/review/decisions/${decided.decisionId}`, as('mo'))
  expect(await call('GET /review/{itemId}', item, as('mo'))).toMatchObject({
    state: 'open',
    assignee: { handle: 'ada' },
  })
  await call('DELETE /flags/{flagId}', `/flags/${flagged.id}`, as('nia'))

  await readsAndEarnsStanding({ call, as })

  await call('PUT /boards/{board}/archived', '/boards/cache/archived')
  await call('GET /settings', '/settings')
  expect(await call('PUT /settings', '/settings', { body: { siteName: 'Warm caches' } })).toMatchObject({
    siteName: 'Warm caches',
  })
  const findingId = newId<FindingId>()
  const [giverId, receiverId] = [api.world.cast.nia.memberId, api.world.cast.bo.memberId]
  await api.world.db.insert(voteFindings).values({
    ...{ id: findingId, cause: 'serial', rule: 'serial', giverId, receiverId, count: 5 },
    ...{ evidence: { votes: 5 }, foundAt: api.world.now },
  })
  expect((await call('GET /irregular-votes', '/irregular-votes')).items).toHaveLength(1)
  await call('PUT /irregular-votes/{findingId}/dismissed', `/irregular-votes/${findingId}/dismissed`)
  const made = await call('POST /keys', '/keys', {
    body: { name: 'reader', role: 'member', scopes: ['topics:read'] },
  })
  await call('GET /keys', '/keys')
  await call('DELETE /keys/{keyId}', `/keys/${made.id}`)

  const summary = 'The first terms of this site.'
  await call('POST /terms', '/terms', { body: { document: 'terms-of-service', summary, mustAccept: true } })
  const drafted = await call('PUT /terms/{document}/draft', '/terms/privacy/draft', { body: { summary } })
  await call('PUT /terms/{document}/draft', '/terms/privacy/draft', { body: { locale: 'de', summary } })
  await call('DELETE /terms/{document}/draft/{locale}', '/terms/privacy/draft/de')
  await call('GET /terms/{document}/draft', '/terms/privacy/draft')
  await call('POST /terms/{document}/draft/publication', '/terms/privacy/draft/publication', {
    body: { revision: drafted.revision + 2 },
  })
  await call('DELETE /terms/{document}/draft', '/terms/privacy/draft')
  const published = '/terms/terms-of-service/1'
  const acceptances = 'GET /terms/{document}/{version}/acceptances' as const
  await call(acceptances, `${published}/acceptances`)
  await call('GET /terms/{document}/{version}/missing', `${published}/missing?limit=2`)
  await call('POST /terms/{document}/{version}/reminders', `${published}/reminders`)
  await call(`${acceptances}/figures`, `${published}/acceptances/figures`)
  await call('GET /terms', '/terms')
  await call('GET /terms/{document}', '/terms/terms-of-service')
  await call('GET /terms/{document}/{version}', '/terms/terms-of-service/1?locale=de')
  await call('GET /terms/{document}/{version}/changes', '/terms/terms-of-service/1/changes?from=0')
  await call('GET /clauses', '/clauses')
  await call('GET /clauses/{key}/{version}', '/clauses/no-spam/0')
  await call('GET /clauses/{key}/guideline', '/clauses/no-spam/guideline')
  await call('POST /members/{handle}/acceptances', '/members/nia/acceptances', {
    body: { document: 'terms-of-service', version: 1 },
  })
  await call('GET /members/{handle}/acceptances', '/members/nia/acceptances')

  expect(endpoints.map(({ method, path }) => `${method} ${path}`).filter((line) => !seen.has(line))).toEqual(
    [],
  )
})

type Call = Awaited<ReturnType<typeof reader>>['call']
type Reading = { call: Call; as: (handle: string, body?: unknown) => { as: string } }

/** Ranks, badges and leaderboards, as anybody reads them and an admin keeps them. */
async function readsAndEarnsStanding({ call, as }: Reading) {
  const { items: ladders } = await call('GET /ranks', '/ranks', { key: '' })
  const draft = {
    steps: ladders[0].steps.map(({ name, formula }: Record<string, string>) => ({ name, formula })),
  }
  await call('PUT /ranks/{ladder}/draft', '/ranks/contributors/draft', { body: draft })
  await call('GET /ranks/{ladder}/simulation', '/ranks/contributors/simulation')
  await call('PUT /ranks/{ladder}/active', '/ranks/contributors/active')
  await call('DELETE /ranks/{ladder}/draft', '/ranks/contributors/draft')
  const host = { key: 'host', origin: 'hand', name: 'Host', metal: 'silver', family: 'citizenship' }
  await call('POST /badges', '/badges', { body: host })
  await call('PUT /members/{handle}/badges/{key}', '/members/bo/badges/host', {
    body: { for: 'Ran the meetup.' },
  })
  await call('PUT /members/{handle}/title', '/members/bo/title', { body: { title: 'Community champion' } })
  expect(await call('GET /members/{handle}', '/members/bo')).toMatchObject({
    title: 'Community champion',
    badges: expect.arrayContaining([{ key: 'host', name: 'Host', class: 'silver', count: 1, given: true }]),
  })
  await call('PUT /badges/{key}/hidden', '/badges/host/hidden', as('bo', { hidden: true }))
  await call('GET /badges', '/badges', { key: '' })
  await call('GET /badges/{key}', '/badges/host')
  await call('PUT /badges/{key}/active', '/badges/enthusiast/active', { body: { active: true } })
  await call('DELETE /members/{handle}/badges/{key}', '/members/bo/badges/host')
  await call('DELETE /members/{handle}/title', '/members/bo/title')
  await call('DELETE /badges/{key}', '/badges/host')
  await call('GET /members/{handle}/agreement', '/members/mo/agreement')
  await call('GET /leaderboards', '/leaderboards?period=year', { key: '' })
  await call('PUT /standing', '/standing', as('bo', { readers: false, leaderboards: true }))
  const crmEventSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  await call('PUT /settings', '/settings', { body: { crmEventSecret } })
  const { body, headers } = signedEvent(crmEventSecret, { id: 'e1', type: 'x', contact: 'C1' })
  await call('POST /crm/events', '/crm/events', { key: '', body, headers })
}

test('every refusal is a problem as the document says', async ({ api }) => {
  const { schemaOf, document } = await reader(api)
  const problem = schemaOf(document.components.schemas.Problem!)
  const refused = [
    await api.call('GET /topics/999999'),
    await api.call('GET /nowhere'),
    await api.call('POST /topics', { key: '', body: {} }),
    await api.call('POST /topics', { key: 'tl_wrong', body: {} }),
    await api.call('POST /boards', { as: 'nia', body: { slug: 'x', title: 'X', kinds: ['question'] } }),
    await api.call('POST /boards', { body: { slug: 'No Slug', title: '', kinds: [] } }),
    await api.call('POST /boards', { body: '{"slug":' }),
    await api.call('POST /boards', { body: '[]' }),
    await api.call('POST /boards', { body: 'slug=x', headers: { 'content-type': 'text/plain' } }),
    await api.call('POST /boards', {
      body: { slug: 'x', title: 'x'.repeat(1_100_000), kinds: ['question'] },
    }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 401, 401, 403, 422, 400, 400, 415, 413])
  for (const { status, headers, body } of refused) {
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(problem.safeParse(body).success).toBe(true)
    expect(body.status).toBe(status)
    expect(body.detail).not.toMatch(/^[a-z]+\.[a-z]/)
  }
  const fields = refused[5]!.body.errors as { pointer: string }[]
  expect(fields.map(({ pointer }) => pointer).sort()).toEqual(['#/kinds', '#/slug', '#/title'])
})
