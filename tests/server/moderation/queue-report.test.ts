import { createBoard, startTopic } from '#server/forum/index.ts'
import { actorOfMember, giveBoardRoles } from '#server/identity/index.ts'
import { queueReport, queueReportCsv, tendItem, undoDecision } from '#server/moderation/index.ts'
import { day, expect, hour, minute, test } from '#tests/world.ts'
import { moderationOf, spamHide } from './story.ts'

test('MOD-12: the report tells volume, half and nine tenths of the time to decision and outcomes, by category and week', async ({
  world,
}) => {
  const { nia, bo, mo } = world.cast
  const { asks, says, flag, people, decide } = await moderationOf(world)
  const question = await asks(nia)
  const [who] = await people(1)
  const reported = async (category: string) => {
    const { itemId } = await flag(who!, await says(bo, question, `Cheap ${Math.random()}`))
    if (category) await tendItem(world.as(mo), { itemId, category })
    return itemId
  }
  // ten adverts in the week of 2 March, decided after 1 to 10 hours, two of them let stand; one more undone
  for (let hours = 1; hours <= 10; hours++) {
    const itemId = await reported('adverts')
    world.pass(hours * hour)
    await decide(itemId, hours > 8 ? { action: 'approve' } : spamHide)
    world.pass(-hours * hour)
  }
  const undone = await decide(await reported('adverts'), { action: 'approve' })
  await undoDecision(world.as(mo), undone)
  await reported('')
  world.pass(7 * day)
  const late = await reported('tone')
  world.pass(30 * minute)
  await decide(late, { action: 'approve' })

  const report = await queueReport(world.as(mo))
  expect(report.rows).toEqual([
    {
      period: '2026-03-09',
      name: 'tone',
      opened: 1,
      decided: 1,
      secondsToDecision: { half: 1800, most: 1800 },
      outcomes: { approve: 1 },
    },
    {
      period: '2026-03-02',
      name: 'adverts',
      opened: 11,
      decided: 10,
      // between the fifth and sixth, and a tenth of the way from the ninth to the tenth
      secondsToDecision: { half: 5.5 * 3600, most: 9.1 * 3600 },
      outcomes: { approve: 2, hide: 8 },
    },
    { period: '2026-03-02', name: null, opened: 1, decided: 0, secondsToDecision: null, outcomes: {} },
  ])
  let file = ''
  for await (const lines of await queueReportCsv(world.as(mo))) file += lines
  expect(file.split('\r\n').slice(0, 3)).toEqual([
    'period,category,opened,decided,seconds_median,seconds_p90,outcomes',
    '2026-03-09,tone,1,1,1800,1800,approve 1',
    '2026-03-02,adverts,11,10,19800,32760,approve 2|hide 8',
  ])
  const byMonth = await queueReport(world.as(mo), { period: 'month', by: 'kind', from: '2026-03-15' })
  expect(byMonth.rows).toMatchObject([{ period: '2026-03-01', name: 'flags', opened: 13, decided: 11 }])
  expect((await queueReport(world.as(mo), { from: '2026-02-01', until: '2026-02-28' })).rows).toEqual([])
})

test('MOD-10 MOD-12: the report counts a moderator’s own places, and refuses members and spans that are none', async ({
  world,
}) => {
  const { nia, mo, cal, ada } = world.cast
  const { asks, flag, people } = await moderationOf(world)
  const other = await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  await giveBoardRoles(world.as(ada), { memberId: cal.memberId, boardId: other.id, roles: ['moderator'] })
  const [one, two] = await people(2)
  await flag(one!, await asks(nia))
  const topic = { board: 'route', kind: 'question' as const, title: 'Where does it stop?', body: 'It stops.' }
  const there = await startTopic(world.as(nia), topic)
  await flag(two!, { postId: there.openingId })
  const opened = async (who: typeof mo, board?: string) =>
    (await queueReport(world.as(who), board ? { board } : {})).rows.map((row) => row.opened)
  expect(await opened(mo)).toEqual([2])
  expect(await opened(mo, 'route')).toEqual([1])
  expect(await opened(await actorOfMember(world.ctx, { handle: 'cal' }))).toEqual([1])
  expect(await opened(await actorOfMember(world.ctx, { handle: 'cal' }), 'api')).toEqual([])

  await expect(queueReport(world.as(nia))).rejects.toMatchObject({ status: 403 })
  await expect(queueReportCsv(world.as(nia))).rejects.toMatchObject({ status: 403 })
  for (const wrong of [
    { from: '2026-03-30', until: '2026-03-01' },
    { from: '2020-01-01' },
    { from: 'yesterday' },
    { board: 'nowhere' },
  ])
    await expect(queueReport(world.as(mo), wrong)).rejects.toMatchObject({ status: 422 })
})
