import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { sayMoment } from '#server/core/words.ts'
import { letterToken, type LetterPurpose } from '#server/identity/index.ts'
import type { Receiver } from '../views/receiver.ts'
import { sayInLetter } from '../words.ts'
import type { Drawn } from './drawn.ts'

type Addressed = Drawn & { address: string }

/**
 * The letter that proves an address or sets a new password. Its token is made by identity now, while the letter is
 * written, and stands nowhere else. Null when there is nothing left to prove.
 */
export async function proofLetter(
  ctx: Ctx,
  { purpose, site }: { purpose: LetterPurpose; site: string },
  receiver: Receiver,
): Promise<Addressed | null> {
  const letter = await letterToken(ctx, { memberId: receiver.memberId, purpose })
  if (!letter) return null
  const { locale } = receiver
  const why = sayInLetter(locale, `letter.${purpose}.why`)
  if (letter.kind === 'taken') {
    const told = { site, handle: letter.handle }
    return {
      address: letter.email,
      subject: sayInLetter(locale, 'letter.taken.subject', told),
      lines: [sayInLetter(locale, 'letter.taken.body', told)],
      open: { label: sayInLetter(locale, 'letter.taken.open'), path: paths.signIn() },
      why,
    }
  }
  const told = { site, handle: receiver.handle, until: sayMoment(receiver, letter.expiresAt) }
  return {
    address: letter.email,
    subject: sayInLetter(locale, `letter.${purpose}.subject`, told),
    lines: [
      sayInLetter(locale, `letter.${purpose}.body`, told),
      sayInLetter(locale, `letter.${purpose}.until`, told),
    ],
    open: {
      label: sayInLetter(locale, `letter.${purpose}.open`),
      path: purpose === 'verify' ? paths.verify(letter.token) : paths.recover(letter.token),
    },
    why,
  }
}

/** To the confirmed address, that another is about to take its place. Null when none is. */
export function movedLetter(site: string, receiver: Receiver): Addressed | null {
  if (!receiver.pendingEmail || !receiver.email || !receiver.emailVerifiedAt) return null
  const told = { site, handle: receiver.handle }
  const { locale } = receiver
  return {
    address: receiver.email,
    subject: sayInLetter(locale, 'letter.moved.subject', told),
    lines: [sayInLetter(locale, 'letter.moved.body', told)],
    open: { label: sayInLetter(locale, 'letter.moved.open'), path: paths.settings('security') },
    why: sayInLetter(locale, 'letter.moved.why'),
  }
}

/** What crm answers about an invitation: mail does not know crm, so the worker's command hands it over. */
export type Invitation = { email: string; givenName: string | null; company: string | null; token: string }

export function invitationLetter(site: string, { email, company, token }: Invitation): Addressed {
  const told = { site, company: company ?? site }
  return {
    address: email,
    subject: sayInLetter('en', 'letter.invitation.subject', told),
    lines: [sayInLetter('en', 'letter.invitation.body', told)],
    open: { label: sayInLetter('en', 'letter.invitation.open'), path: paths.redeemInvitation(token) },
    why: sayInLetter('en', 'letter.invitation.why', told),
  }
}
