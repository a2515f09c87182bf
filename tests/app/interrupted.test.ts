import { action as accept } from '#app/routes/terms-accept.tsx'
import { action as ask } from '#app/routes/ask.tsx'
import { action as drop } from '#app/routes/terms-interrupted.tsx'
import { action as reply } from '#app/routes/topic-posts.tsx'
import { createBoard, startTopic, topicList, topicPage } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { forgetInterrupted, ownInterrupted, pruneInterrupted, publishTerms } from '#server/terms/index.ts'
import { day, expect, test, type World } from '#tests/world.ts'
import { redirectOf, sent } from './forms.ts'

const question = { board: 'cache', kind: 'question', title: 'Why is the cache cold?', tags: 'cache' }
const body = 'Every morning it is *empty* again,\nand “nobody” knows why.'
const me = (world: World, handle = 'nia') => actorOfMember(world.ctx, { handle })

async function gated(world: World) {
  await createBoard(world.ctx, { slug: 'cache', title: 'Cache', kinds: ['question', 'discussion'] })
  const topic = await startTopic(world.as(world.cast.bo), {
    board: 'cache',
    kind: 'discussion',
    title: 'How warm is warm enough?',
    body: 'I keep mine at forty.',
  })
  await publishTerms(world.ctx, {
    document: 'terms-of-service',
    summary: 'The first version.',
    mustAccept: true,
  })
  return topic
}

test('TERMS-04: a question that the terms interrupt is kept whole and finished by one press after accepting', async ({
  world,
}) => {
  await gated(world)
  const refused = await ask(
    sent(world, { path: '/ask?draft=1', as: await me(world), fields: { ...question, body, _back: '/ask' } }),
  )
  const [kept] = await ownInterrupted(world.as(await me(world)))
  expect(refused).toMatchObject({
    init: { status: 403 },
    data: { type: 'terms-required', kept: kept?.id, values: { body } },
  })
  expect(kept).toMatchObject({ address: '/ask?draft=1', title: question.title, body })

  const fields = { agreed: 'terms-of-service:1:en', next: '/ask' }
  const accepted = await accept(sent(world, { path: '/terms/accept', as: await me(world), fields }))
  expect(redirectOf(accepted).to).toBe('/terms/interrupted?next=%2Fask')

  const again = [...(kept?.fields ?? []), ['_kept', kept?.id ?? '']] as [string, string][]
  const posted = await ask(sent(world, { path: kept?.address ?? '', as: await me(world), fields: again }))
  expect(redirectOf(posted).to).toMatch(/^\/q\/\d+\/why-is-the-cache-cold$/)
  expect(await ownInterrupted(world.as(await me(world)))).toEqual([])
  const [topic] = (await topicList(world.ctx, { kind: 'question' })).items
  expect(topic).toMatchObject({ title: question.title, tags: ['cache'] })
})

test('TERMS-04: an interrupted reply is kept once for its topic, its latest words, and lands there', async ({
  world,
}) => {
  const topic = await gated(world)
  const path = `/topics/${topic.id}/posts`
  const send = async (fields: Record<string, string>) =>
    reply(sent(world, { path, as: await me(world), params: { topicId: String(topic.id) }, fields }))
  await send({ body: 'Thirty is.' })
  await send({ body: 'Thirty-five is.' })
  await send({ body: '' })
  const kept = await ownInterrupted(world.as(await me(world)))
  expect(kept).toMatchObject([{ address: path, body: 'Thirty-five is.' }])

  await accept(
    sent(world, { path: '/terms/accept', as: await me(world), fields: { agreed: 'terms-of-service:1:en' } }),
  )
  await send({ body: kept[0]?.body ?? '', _kept: kept[0]?.id ?? '' })
  const { posts } = await topicPage(world.as(world.cast.bo), { topicId: topic.id })
  expect(posts.map(({ html }) => html).join()).toContain('Thirty-five is.')
  expect(await ownInterrupted(world.as(await me(world)))).toEqual([])
})

test('TERMS-04: what was kept is its writer’s alone, can be thrown away, and goes after a month', async ({
  world,
}) => {
  await gated(world)
  const keeps = async (handle: string) =>
    ask(sent(world, { path: '/ask', as: await me(world, handle), fields: { ...question, body } }))
  const own = async (handle: string) => ownInterrupted(world.as(await me(world, handle)))
  await keeps('nia')
  await keeps('cal')
  const [kept] = await own('nia')
  expect(await ownInterrupted(world.as(world.cast.guest))).toEqual([])
  await forgetInterrupted(world.as(await me(world, 'cal')), { keptId: kept?.id ?? '' })
  expect(await own('nia')).toHaveLength(1)

  const fields = { _method: 'DELETE', keptId: kept?.id ?? '' }
  await drop(sent(world, { path: '/terms/interrupted', as: await me(world), fields }))
  expect([(await own('nia')).length, (await own('cal')).length]).toEqual([0, 1])
  world.pass(31 * day)
  await pruneInterrupted(world.ctx)
  expect(await own('cal')).toEqual([])
})

test('TERMS-04: other refusals keep nothing', async ({ world }) => {
  await gated(world)
  const unverified = { ...(await me(world)), termsDue: null, emailVerified: false }
  await ask(sent(world, { path: '/ask', as: unverified, fields: { ...question, body } }))
  await ask(sent(world, { path: '/ask', as: await me(world), fields: { ...question, title: '', body } }))
  expect(await ownInterrupted(world.as(await me(world)))).toEqual([])
})
