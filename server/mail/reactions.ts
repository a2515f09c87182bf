import { reaction } from '#server/core/reaction.ts'
import { queueLetter } from './queueing.ts'

/** Every notice is mailed too, unless its cause is refused, which is looked at when the letter is written. */
export const mailNotice = reaction<'notice.written'>('mail.mailNotice', (ctx, { id, payload }) => {
  const { memberId, noticeId, kind, cause, about } = payload
  const { topicId, postId, byId, rule, params } = about
  // a moderator who wants alerts in the page alone
  if (kind === 'queued' && params.mail === 'no') return Promise.resolve()
  return queueLetter(ctx, {
    eventId: id,
    memberId,
    kind: 'notice',
    cause,
    about: { ...params, noticeId, noticeKind: kind, topicId, postId, byId, rule },
  })
})

/** A new address is asked to confirm itself, and the old one is warned. */
export const mailProof = reaction<'member.joined' | 'email.changed'>(
  'mail.mailProof',
  async (ctx, { id, payload, type }) => {
    const { memberId } = payload
    await queueLetter(ctx, { eventId: id, memberId, kind: 'verify', cause: 'verify' })
    if (type === 'email.changed')
      await queueLetter(ctx, { eventId: id, memberId, kind: 'moved', cause: 'account' })
  },
)

/** The way back in for who forgot a password. */
export const mailRecovery = reaction<'recovery.asked'>('mail.mailRecovery', (ctx, { id, payload }) =>
  queueLetter(ctx, { eventId: id, memberId: payload.memberId, kind: 'recover', cause: 'recover' }),
)

/** An invitation to a contact who is no member yet. */
export const mailInvitation = reaction<'contact.invited'>('mail.mailInvitation', (ctx, { id, payload }) =>
  queueLetter(ctx, {
    eventId: id,
    memberId: null,
    kind: 'invitation',
    cause: 'invitation',
    about: { invitationId: payload.invitationId },
  }),
)
