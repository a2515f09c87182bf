import { type Actor, system } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { TopicId } from '#server/core/ids.ts'
import { keepTopic, sweepDue } from '#server/escalation/index.ts'
import { castOf } from '#tests/factories/cast.ts'
import { asks, ctxOn, deskOf } from '#tests/factories/crm.ts'
import { type Figures, median, tell } from './figures.ts'
import type { Place, Places } from './places.ts'

const few = 1_000
const due = 1_000
const asked = new Date('2026-03-04T09:00:00Z')
const later = (hours: number) => new Date(asked.getTime() + hours * 3_600_000)

/** What a sweep costs that finds nothing due, by how many clocks run; and how soon a thousand of them fire. */
export async function measureClocks(
  places: Places,
  figures: Figures,
  { many, rounds }: { many: number; rounds: number },
) {
  const place = await places.database('clocks')
  const like = await openDesk(place)
  const idle = async () => {
    const now = later(1)
    const times: number[] = []
    for (let n = 0; n < rounds; n++) {
      const began = performance.now()
      await sweepDue(at(place, now))
      times.push(performance.now() - began)
    }
    return median(times)
  }
  await runClocks(place, like, few)
  await idle()
  const among = await idle()
  const began = performance.now()
  await runClocks(place, like, many - few)
  tell(`    ${many} clocks written in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  await idle()
  const amongMany = await idle()
  const note = `${among.toFixed(2)} and ${amongMany.toFixed(2)} ms`
  figures.add({
    name: `idle sweep, ${many} clocks by ${few}`,
    value: amongMany / among,
    unit: '×',
    most: 2,
    note,
  })

  await askMany(place, like, due - 1)
  const firing = performance.now()
  const fired = await sweepDue(at(place, later(25)))
  const seconds = (performance.now() - firing) / 1000
  const [count] = await place.sql<{ cases: number }[]>`select count(*)::int as cases from crm_cases`
  if (fired !== due || count?.cases !== due)
    throw new Error(`${fired} fired and ${count?.cases} cases, not ${due}`)
  figures.add({ name: `${due} due among ${many} fire within`, value: seconds, unit: 's', most: 20 })
}

const at = (place: Place, now: Date): Ctx => ctxOn(place.db, { actor: system('bench'), now })

/** One covered question with its clock, made by the verbs: all others are its likes. */
async function openDesk(place: Place): Promise<TopicId> {
  const cast = await castOf({ db: place.db, now: asked })
  const as = (actor: Actor) => ctxOn(place.db, { actor, now: asked })
  await deskOf({ ctx: at(place, asked), as, cast })
  const { id } = await asks(as(cast.cal))
  await keepTopic(at(place, asked), id)
  return id
}

/** Running clocks that fall due in years, of questions that nobody looks at meanwhile. */
async function runClocks({ sql }: Place, like: TopicId, count: number) {
  const [last] = await sql<
    { n: number }[]
  >`select coalesce(max(topic_id), 0)::int as n from sla_clocks where topic_id > 10000000`
  const from = Math.max(last?.n ?? 0, 10_000_000)
  await sql`insert into sla_clocks (id, subject_kind, subject_id, topic_id, member_id, kind, generation, policy_id, policy_version,
      contract_id, coverage, started_at, due_at, state, backfilled)
    select uuidv7(), subject_kind, (${from}::int + n)::text, ${from}::int + n, uuidv7(), kind, 1, policy_id, policy_version,
      contract_id, coverage, started_at, due_at + interval '3 years' + n * interval '1 second', 'running', false
    from sla_clocks cross join generate_series(1, ${count}::int) n where topic_id = ${like}`
  await sql`vacuum analyze sla_clocks`
}

/** Copies of the question with its opening, its clock and the clock's log. */
async function askMany({ sql }: Place, like: TopicId, count: number) {
  await sql.begin(async (tx) => {
    await tx`create temporary table copies on commit drop as
      select n, uuidv7() as opening, uuidv7() as clock, nextval(pg_get_serial_sequence('topics', 'id'))::int as topic
      from generate_series(1, ${count}::int) n`
    await tx`insert into topics (id, board_id, kind, title, slug, author_id, opening_id, created_at, active_at)
      select topic, board_id, kind, title || ' ' || n, slug || '-' || n, author_id, opening, created_at, active_at
      from topics cross join copies where id = ${like}`
    await tx`insert into posts (id, topic_id, number, kind, author_id, source, html, created_at, visible_at)
      select opening, topic, 1, p.kind, author_id, source, html, created_at, visible_at
      from posts p cross join copies where topic_id = ${like}`
    await tx`insert into sla_clocks (id, subject_kind, subject_id, topic_id, member_id, kind, generation, policy_id, policy_version,
        contract_id, calendar_id, coverage, started_at, due_at, state, backfilled)
      select clock, subject_kind, topic::text, topic, member_id, kind, generation, policy_id, policy_version,
        contract_id, calendar_id, coverage, started_at, due_at, state, backfilled
      from sla_clocks cross join copies where topic_id = ${like}`
    await tx`insert into clock_events (id, clock_id, position, at, type, cause, ref, actor, recorded_at)
      select uuidv7(), copies.clock, position, at, type, cause, ref, actor, recorded_at
      from clock_events cross join copies where clock_id in (select id from sla_clocks where topic_id = ${like})`
  })
  await sql`vacuum analyze`
}
