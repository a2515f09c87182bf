import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { FindingId, MemberId, PostId } from '#server/core/ids.ts'
import { moment } from './core.ts'

/** Many votes from one person to another, several sign-ins of one person, answers accepted in return (REP-23). */
export type FindingCause = 'serial' | 'linked' | 'swapped'

/** What the nightly look found: who gave whom how much, and by which rule; numbers only. */
export const voteFindings = pgTable(
  'vote_findings',
  {
    id: uuid('id').$type<FindingId>().primaryKey(),
    cause: text('cause').$type<FindingCause>().notNull(),
    /** The rule that found it; its sentence is `irregularity.rule.<rule>`. */
    rule: text('rule').notNull(),
    giverId: uuid('giver_id').$type<MemberId>().notNull(),
    receiverId: uuid('receiver_id').$type<MemberId>().notNull(),
    count: integer('count').notNull(),
    evidence: jsonb('evidence').notNull().$type<Record<string, number>>(),
    foundAt: moment('found_at').notNull(),
    /** Set aside then; null where the house only lists. */
    reversedAt: moment('reversed_at'),
    dismissedAt: moment('dismissed_at'),
    dismissedBy: uuid('dismissed_by').$type<MemberId>(),
  },
  (t) => [
    index('vote_findings_found').on(t.foundAt, t.id),
    index('vote_findings_open')
      .on(t.foundAt, t.id)
      .where(sql`${t.dismissedAt} is null`),
  ],
)

/** The votes and acceptances of a finding. Each belongs to one, so that what a moderator dismissed is not found again. */
export const voteFindingParts = pgTable(
  'vote_finding_parts',
  {
    kind: text('kind').$type<'vote' | 'acceptance'>().notNull(),
    /** A vote's id, or that of the accepted post. */
    subjectId: uuid('subject_id').notNull(),
    findingId: uuid('finding_id')
      .$type<FindingId>()
      .notNull()
      .references(() => voteFindings.id),
    postId: uuid('post_id').$type<PostId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.subjectId] }),
    index('vote_finding_parts_finding').on(t.findingId),
  ],
)
