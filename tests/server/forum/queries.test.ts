import { drizzle } from 'drizzle-orm/postgres-js'
import { inject } from 'vitest'
import type { Actor } from '#server/core/actor.ts'
import { type Ctx, makeCtx } from '#server/core/ctx.ts'
import { addPost, createBoard, startTopic, topicList, topicPage } from '#server/forum/index.ts'
import { makeSettingsReader } from '#server/settings/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { dawn, expect, test } from '#tests/world.ts'

test('a topic page takes two queries and a list or a search one, however much they show', async () => {
  const { db, sql, drop } = await ownDatabase(inject('cluster'), 'queries')
  const cast = await castOf({ db, now: dawn })
  const plain = (actor: Actor) => makeCtx({ db, actor, now: dawn, requestId: 'count' })
  await createBoard(plain(cast.ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const topic = await startTopic(plain(cast.nia), {
    board: 'api',
    title: 'Why is it cold?',
    body: 'Is it?',
    tags: 'a b',
  })
  for (let n = 0; n < 25; n++) await addPost(plain(cast.bo), { topicId: topic.id, body: `Answer ${n}.` })

  let asked = 0
  const counting = drizzle(sql, { logger: { logQuery: () => void asked++ } })
  const settings = await makeSettingsReader().read({ db, now: dawn })
  const ctx = makeCtx({ db: counting, actor: cast.nia, now: dawn, requestId: 'count', settings })
  const queries = async (read: (ctx: Ctx) => Promise<unknown>) => {
    asked = 0
    await read(ctx)
    return asked
  }
  expect(await queries((at) => topicPage(at, { topicId: topic.id }))).toBe(2)
  expect(await queries((at) => topicList(at, { board: 'api', tag: 'a', sort: 'votes' }))).toBe(1)
  expect(await queries((at) => searchTopics(at, { q: 'cold tag:a' }))).toBe(1)
  await drop()
})
