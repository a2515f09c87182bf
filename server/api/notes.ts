import { z } from 'zod'
import { input, judgeNote, postNotes, proposeNote } from '#server/forum/index.ts'
import { handingOverInput, handOver } from '#server/moderation/index.ts'
import { created, done, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const noteShape = z
  .strictObject({
    id,
    state: z.enum(input.communityNoteStates),
    source: z.string(),
    html: z.string(),
    proposer: z.string().nullable(),
    proposedAt: moment,
    decidedBy: z.string().nullable(),
    decidedAt: moment.nullable(),
    endedAt: moment.nullable(),
    reason: z.string(),
  })
  .meta({ id: 'CommunityNote' })

/** Community notes (MOD-21), and passing a topic to the moderators (MOD-17). */
export const noteEndpoints = [
  view('GET /posts/{postId}/notes', { input: input.postRef, shape: listOf(noteShape) }, async (ctx, ref) => {
    const { notes } = await postNotes(ctx, ref)
    return {
      items: notes.map((note) => ({
        id: note.id,
        state: note.state,
        source: note.source,
        html: note.html,
        proposer: note.handle,
        proposedAt: iso(note.at),
        decidedBy: note.judge,
        decidedAt: isoOrNull(note.decidedAt),
        endedAt: isoOrNull(note.endedAt),
        reason: note.reason,
      })),
      next: null,
    }
  }),
  verb(
    'POST /posts/{postId}/notes',
    { input: input.noteProposal, shape: z.strictObject({ id }), statuses: [201] },
    async (ctx, wanted) => created({ id: (await proposeNote(ctx, wanted)).noteId }),
  ),
  verb(
    'PUT /community-notes/{noteId}',
    { input: input.noteJudgement, statuses: [204] },
    async (ctx, wanted) => {
      await judgeNote(ctx, wanted)
      return done()
    },
  ),
  verb(
    'PUT /topics/{topicId}/handed-over',
    { input: handingOverInput, statuses: [204] },
    async (ctx, wanted) => {
      await handOver(ctx, wanted)
      return done()
    },
  ),
]
