import { readFileSync } from 'node:fs'
import { consoleView, escalateNow, putQueue } from '#server/escalation/index.ts'
import { createBoard, input, startTopic } from '#server/forum/index.ts'
import { expect, test } from '#tests/world.ts'

const catalogues = [
  'app/messages/en.json',
  'app/messages/account/en.json',
  'server/core/messages/en.json',
  'server/mail/messages/en.json',
]

test('ASK-03: one form for everyone, whose fields and words name no department', () => {
  expect(Object.keys(input.newTopic.shape).sort()).toEqual([
    'board',
    'body',
    'createdAt',
    'kind',
    'tags',
    'title',
  ])
  const departments =
    /\b(departments?|sales|marketing|finance|accounting|legal|human resources|first[- ]line|second[- ]line)\b/i
  const sentences = catalogues.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>),
  )
  expect(sentences.length).toBeGreaterThan(300)
  expect(sentences.filter(([key, text]) => !key.startsWith('demo.') && departments.test(text))).toEqual([])
})

test('ASK-03 ESC-06: the queue follows from the board, not from anything the asker chose', async ({
  world,
}) => {
  const { ada, nia, eli } = world.cast
  for (const slug of ['api', 'billing']) {
    await createBoard(world.as(ada), { slug, title: slug, kinds: ['question'] })
    await putQueue(world.as(ada), { key: `${slug}-engineers`, name: slug, board: slug })
    const topic = await startTopic(world.as(nia), {
      board: slug,
      title: `About ${slug}?`,
      body: 'What is it?',
    })
    await escalateNow(world.as(eli), { topicId: topic.id, reason: 'It is urgent.' })
  }
  const { rows } = await consoleView(world.as(eli))
  expect(rows.map((row) => [row.board, row.queue.key]).sort()).toEqual([
    ['api', 'api-engineers'],
    ['billing', 'billing-engineers'],
  ])
})
