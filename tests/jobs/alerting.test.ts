import { inject } from 'vitest'
import { sessions } from '#db/schema/index.ts'
import { commands } from '#jobs/commands.ts'
import { reactions } from '#jobs/reactions.ts'
import { startWorker } from '#jobs/worker.ts'
import type { Actor } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { createBoard, startTopic } from '#server/forum/index.ts'
import { chooseWishes, flagPost } from '#server/moderation/index.ts'
import { addBrowser, type PushCarrier } from '#server/notifications/index.ts'
import { ownDatabase } from '#tests/database.ts'
import { castOf } from '#tests/factories/cast.ts'
import { expect, test } from '#tests/world.ts'
import { following, planOf, until, workerPlace } from './place.ts'

test('MOD-11: from the report to the push service a worker takes seconds, and sends once', async () => {
  const { drop, ...place } = await ownDatabase(inject('cluster'), 'jobs_alerting')
  const { db } = place
  const as = (actor: Actor) => makeCtx({ db, actor, now: new Date(), requestId: 'alert' })
  const cast = await castOf({ db, now: new Date() })
  await createBoard(as(cast.ada), { slug: 'api', title: 'API', kinds: ['question'] })
  const topic = await startTopic(as(cast.nia), { board: 'api', title: 'Buy caches?', body: 'From me.' })
  await chooseWishes(as(cast.mo), { minimum: 'low', alertFrom: 'low', alertPush: true })
  const expiresAt = new Date(Date.now() + 3_600_000)
  const session = { id: 'a-session', memberId: cast.mo.memberId, createdAt: new Date(), expiresAt }
  await db.insert(sessions).values(session)
  const browser = { endpoint: 'https://push.example/mo', p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) }
  await addBrowser(as(cast.mo), browser, { session: session.id })

  const sent: { endpoint: string; payload: string; site: string }[] = []
  const push: PushCarrier = {
    carry: ({ endpoint }, { payload, site }) => {
      sent.push({ endpoint, payload, site })
      return Promise.resolve('sent')
    },
  }
  const followed = following({
    'review.opened': reactions['review.opened'],
    'post.flagged': reactions['post.flagged'],
    'moderator.alerted': reactions['moderator.alerted'],
  })
  const working = workerPlace(place, planOf({ reactions: followed, commands }))
  const worker = await startWorker({ ...working, tools: { carrier: null, push } })
  try {
    const flaggedAt = performance.now()
    await flagPost(as(cast.bo), { postId: topic.openingId, clause: 'no-spam' })
    await until(() => Promise.resolve(sent.length > 0))
    expect(performance.now() - flaggedAt).toBeLessThan(60_000)
    expect(sent).toMatchObject([{ endpoint: browser.endpoint, site: 'https://forum.example' }])
    expect(JSON.parse(sent[0]!.payload)).toMatchObject({ title: 'A report waits for a moderator' })
  } finally {
    await worker.stop()
  }
  expect(sent).toHaveLength(1)
  await drop()
})
