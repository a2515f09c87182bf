import { z } from 'zod'
import {
  declineInvitation,
  input,
  invitationPage,
  inviteToAnswer,
  wishInvitations,
} from '#server/forum/index.ts'
import { whomToInvite } from '#server/reputation/index.ts'
import { done, verb, view } from './endpoint.ts'
import { iso } from './forming.ts'
import { moment } from './shapes.ts'

const person = { handle: z.string(), displayName: z.string() }
const invitationsShape = z
  .strictObject({
    /** How many more the caller may invite to this question. */
    left: z.int(),
    suggested: z.array(z.strictObject({ ...person, tag: z.string(), accepted: z.int() })),
    invited: z.array(
      z.strictObject({ ...person, at: moment, state: z.enum(['waits', 'declined', 'answered']) }),
    ),
  })
  .meta({ id: 'Invitations' })

type Row = { answered: boolean; declinedAt: Date | null }
const stateOf = ({ answered, declinedAt }: Row): 'answered' | 'declined' | 'waits' =>
  answered ? 'answered' : declinedAt ? 'declined' : 'waits'

/** Asking people to look at a question (ASK-16). */
export const invitationEndpoints = [
  view(
    'GET /topics/{topicId}/invitations',
    { input: input.topicRef, shape: invitationsShape },
    async (ctx, ref) => {
      const { topic, can, left, invited } = await invitationPage(ctx, ref)
      const except = [topic.authorId, ...invited.map(({ memberId }) => memberId)].flatMap((id) => id ?? [])
      const suggested = can.invite
        ? await whomToInvite(ctx, { tags: topic.tags, topicId: topic.id, except })
        : []
      return {
        left,
        suggested: suggested.map(({ handle, displayName, tag, accepted }) => ({
          ...{ handle, displayName, tag, accepted },
        })),
        invited: invited.map((row) => ({
          ...{ handle: row.handle, displayName: row.name, at: iso(row.at), state: stateOf(row) },
        })),
      }
    },
  ),
  verb(
    'PUT /topics/{topicId}/invitations/{handle}',
    { input: input.inviting, statuses: [204] },
    async (ctx, wanted) => {
      await inviteToAnswer(ctx, wanted)
      return done()
    },
  ),
  /** The caller's own invitation, declined. */
  verb(
    'DELETE /topics/{topicId}/invitation',
    { input: input.topicRef, statuses: [204] },
    async (ctx, ref) => {
      await declineInvitation(ctx, ref)
      return done()
    },
  ),
  verb('PUT /invitations', { input: input.invitationWish, statuses: [204] }, async (ctx, wanted) => {
    await wishInvitations(ctx, wanted)
    return done()
  }),
]
