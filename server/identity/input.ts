import { z } from 'zod'
import { moderationActions, roles } from '#server/core/actor.ts'
import { type BoardId, type KeyId, type MemberId, uuid } from '#server/core/ids.ts'

/** Letters, digits, `-` and `_`, 2 to 40, as in every address of a member. */
export const handle = z
  .string('identity.handle.missing')
  .trim()
  .min(2, 'identity.handle.short')
  .max(40, 'identity.handle.long')
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'identity.handle.form')

export const email = z
  .string('identity.email.missing')
  .trim()
  .max(254, 'identity.email.long')
  .regex(/^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@]+\.[^\s@.]{2,}$/, 'identity.email.form')

/** Length is what counts (NIST SP 800-63B); no rules about kinds of letters. */
export const password = z
  .string('identity.password.missing')
  .min(10, 'identity.password.short')
  .max(200, 'identity.password.long')

const displayName = z
  .string()
  .trim()
  .min(1, 'identity.displayName.short')
  .max(80, 'identity.displayName.long')
const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'identity.locale.form')
const timeZone = z.string().refine(isTimeZone, 'identity.timeZone.unknown')
const token = z
  .string('identity.token.invalid')
  .min(1, 'identity.token.invalid')
  .max(200, 'identity.token.invalid')
const blankAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

/** Where a request came from, for rate limits (`ip`) and the list of sessions (`device`, a User-Agent). */
const origin = { ip: z.string().max(100).default(''), device: z.string().max(1000).default('') }

export const joining = z.object({
  handle,
  email,
  password,
  displayName: blankAsAbsent(displayName),
  ...origin,
})
export const signingIn = z.object({
  login: z.string('identity.login.missing').trim().min(1, 'identity.login.missing').max(254),
  password: z
    .string('identity.password.missing')
    .min(1, 'identity.password.missing')
    .max(200, 'identity.password.long'),
  ...origin,
})
export const recovering = z.object({ email, ip: origin.ip })
export const newPassword = z.object({ token, password, ...origin })
export const tokenRef = z.object({ token })

export const emailChange = z.object({ email, password: signingIn.shape.password })
export const passwordChange = z.object({
  current: signingIn.shape.password,
  password,
  keep: z.string().optional(),
})
export const profileInput = z.object({
  displayName: displayName.optional(),
  about: z.string().trim().max(2000, 'identity.about.long').optional(),
  company: z.string().trim().max(80, 'identity.company.long').optional(),
  timeZone: z.union([timeZone, z.literal('').transform(() => null), z.null()]).optional(),
  locale: locale.optional(),
})

export const memberRef = z.union([
  z.object({ memberId: uuid<MemberId>() }),
  z.object({ handle: z.string().trim().min(1) }),
])
export type MemberRef = z.input<typeof memberRef>

/** What an admin may say about a new member (interfaces.md 4). Without a password they sign in by recovering. */
export const newMember = z.object({
  handle,
  email: email.optional(),
  displayName: blankAsAbsent(displayName),
  password: password.optional(),
  emailVerified: z.boolean().optional(),
  vouched: z.boolean().optional(),
  roles: z.array(z.enum(roles)).max(roles.length).optional(),
  bot: z.boolean().optional(),
  joinedAt: z.coerce.date().optional(),
})

const held = z.array(z.enum(roles)).max(roles.length)
export const roleGrant = memberRef.and(z.object({ roles: held }))
export const boardRoleGrant = memberRef.and(z.object({ boardId: uuid<BoardId>(), roles: held }))
export const languageRoleGrant = memberRef.and(
  z.object({ language: z.string().regex(/^[a-z]{2,3}$/, 'identity.locale.form'), roles: held }),
)
export const actionGrant = memberRef.and(
  z.object({ actions: z.array(z.enum(moderationActions)).max(moderationActions.length).nullable() }),
)
export const partnership = memberRef.and(
  z.object({
    company: z
      .string()
      .trim()
      .max(80, 'identity.partner.long')
      .transform((name) => name || null)
      .nullable(),
  }),
)
export const renaming = memberRef.and(
  z.object({ newHandle: handle.optional(), displayName: displayName.optional() }),
)

export const newKey = z.object({
  name: z.string().trim().min(1, 'identity.key.name').max(80),
  role: z.enum(['member', ...roles]),
  scopes: z
    .array(z.string().regex(/^(\*|[a-z-]+(:[a-z-]+)?)$/, 'identity.key.scope'))
    .max(50)
    .default(['*']),
  owner: memberRef.optional(),
  expiresAt: z.coerce.date().optional(),
})
export const keyRef = z.object({ keyId: uuid<KeyId>() })

export const firstRun = z.object({
  token,
  siteName: z.string().trim().min(1, 'settings.siteName.short').max(60),
  handle,
  email,
  displayName: blankAsAbsent(displayName),
  password,
  ...origin,
})

function isTimeZone(name: string) {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
