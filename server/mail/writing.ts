import type { letters } from '#db/schema/mail.ts'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { owingAmong } from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import type { TermsDocument } from '#server/terms/index.ts'
import type { Written } from './carrier.ts'
import { causeOf, isLegal } from './causes.ts'
import type { Post } from './delivering.ts'
import { asHtml, asText, type Parts } from './layout.ts'
import { invitationLetter, movedLetter, proofLetter } from './letters/account.ts'
import type { Drawn } from './letters/drawn.ts'
import { noticeLetter } from './letters/notice.ts'
import { statementLetter } from './letters/statement.ts'
import { type Receiver, receiverOf } from './views/receiver.ts'
import { sayInLetter } from './words.ts'

type Letter = typeof letters.$inferSelect
type Dropped = { dropped: 'gone' | 'unconfirmed' | 'refused' | 'unreadable' | 'settled' }

/** The words of a letter as of now, with the headers of one-click unsubscribing; or why it is not to be written. */
export async function write(
  ctx: Ctx,
  letter: Letter,
  { invitationOf, statementOf }: Pick<Post, 'invitationOf' | 'statementOf'>,
): Promise<Written | Dropped> {
  const site = (await settingsOf(ctx)).siteName
  if (!letter.memberId) {
    const invitation = await invitationOf(ctx, { invitationId: String(letter.about.invitationId) })
    if (!invitation) return { dropped: 'gone' }
    const { address, ...drawn } = invitationLetter(site, invitation)
    const greeting = sayInLetter('en', 'letter.greeting', { name: invitation.givenName ?? address })
    return sealed(
      { id: letter.id, address },
      drawn,
      partsOf(ctx, drawn, { greeting, site, locale: 'en', cause: null }),
    )
  }
  const receiver = await receiverOf(ctx, letter.memberId)
  if (!receiver) return { dropped: 'gone' }
  const cause = isLegal(letter.cause)
    ? null
    : await causeOf(ctx, { memberId: letter.memberId, cause: letter.cause })
  if (cause?.refusedAt) return { dropped: 'refused' }
  const drawn = await draw(ctx, { letter, site, statementOf }, receiver)
  if ('dropped' in drawn) return drawn
  const { locale } = receiver
  const greeting = sayInLetter(locale, 'letter.greeting', { name: receiver.displayName })
  const parts = partsOf(ctx, drawn, {
    greeting,
    site,
    locale,
    cause: cause && { token: cause.token, name: letter.cause },
  })
  return sealed({ id: letter.id, address: drawn.address }, drawn, parts)
}

async function draw(
  ctx: Ctx,
  { letter, site, statementOf }: { letter: Letter; site: string; statementOf: Post['statementOf'] },
  receiver: Receiver,
): Promise<(Drawn & { address: string }) | Dropped> {
  if (letter.kind === 'verify' || letter.kind === 'recover')
    return (await proofLetter(ctx, { purpose: letter.kind, site }, receiver)) ?? { dropped: 'gone' }
  if (letter.kind === 'moved') return movedLetter(site, receiver) ?? { dropped: 'gone' }
  if (!receiver.email || !receiver.emailVerifiedAt) return { dropped: 'unconfirmed' }
  const { noticeKind, statementId } = letter.about
  if (noticeKind === 'statement') {
    const statement = await statementOf(ctx, { statementId: String(statementId) })
    return statement
      ? { ...statementLetter(statement, receiver), address: receiver.email }
      : { dropped: 'gone' }
  }
  if (noticeKind === 'termsOwed' && !(await stillOwes(ctx, letter.about, receiver)))
    return { dropped: 'settled' }
  const drawn = await noticeLetter(ctx, letter.about, receiver)
  return drawn ? { ...drawn, address: receiver.email } : { dropped: 'unreadable' }
}

/** Who accepted while the letter waited is not reminded any more. */
async function stillOwes(ctx: Ctx, { document, version }: Letter['about'], { memberId }: Receiver) {
  const ref = { document: String(document) as TermsDocument, version: Number(version) }
  return (await owingAmong(ctx, ref, [memberId])).has(memberId)
}

type Frame = { greeting: string; site: string; locale: string; cause: { token: string; name: string } | null }

function partsOf(
  ctx: Ctx,
  { lines, quote, after, open, helpPath, why }: Drawn,
  { greeting, site, locale, cause }: Frame,
): Parts {
  const absolute = (path: string) => `${ctx.site}${path}`
  return {
    greeting,
    lines,
    quote: quote ?? null,
    after: after ?? [],
    open: { label: open.label, href: absolute(open.path) },
    why: sayInLetter(locale, 'letter.why', { why }),
    help: helpPath ? { label: sayInLetter(locale, 'letter.help'), href: absolute(helpPath) } : null,
    change: cause && {
      label: sayInLetter(locale, 'letter.change'),
      href: absolute(paths.noticeSettings(cause.name)),
    },
    unsubscribe: cause && {
      label: sayInLetter(locale, 'letter.unsubscribe'),
      href: absolute(paths.unsubscribe(cause.token)),
    },
    site: { name: sayInLetter(locale, 'letter.site', { site }), href: absolute(paths.home()) },
  }
}

function sealed({ id, address }: { id: string; address: string }, { subject }: Drawn, parts: Parts): Written {
  const oneClick: Record<string, string> = parts.unsubscribe
    ? {
        'List-Unsubscribe': `<${parts.unsubscribe.href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }
    : {}
  return {
    id,
    address,
    subject,
    text: asText(parts),
    html: asHtml(parts),
    headers: { ...oneClick, 'Auto-Submitted': 'auto-generated' },
  }
}
