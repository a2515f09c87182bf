import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { topics } from '#db/schema/index.ts'
import { type Actor, mayModerate, type ModerationAction } from '#server/core/actor.ts'
import { boardsWith, languagesWith } from '../sanction-policy.ts'
import { siteLanguage } from './subject.ts'

type Places = { boardId: AnyColumn | SQL | null; topicId: AnyColumn | SQL }

/**
 * Rows of the places where an actor holds an action, by their board or by the language of their topic; no condition for who
 * holds it everywhere (MOD-10). What stands nowhere is seen by those alone.
 */
export function ofPlaces(actor: Actor, action: ModerationAction, of: Places): SQL | undefined {
  if (mayModerate(actor, action)) return undefined
  const [boards, languages] = [boardsWith(actor, action), languagesWith(actor, action)]
  return sql`exists (select 1 from (select 1) as one left join ${topics} place on place.id = ${of.topicId}
    where coalesce(${of.boardId ?? sql`null::uuid`}, place.board_id) = any(${sql.param(boards)}::uuid[])
      or (place.id is not null and coalesce(place.lang, ${siteLanguage}) = any(${sql.param(languages)}::text[])))`
}
