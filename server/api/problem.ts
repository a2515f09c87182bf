import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { Actor } from '#server/core/actor.ts'
import { DomainError, type FieldError, isDomainError } from '#server/core/errors.ts'
import { say, sayField } from '#server/core/words.ts'

/** An answer that is no success (RFC 9457); `type` names the kind of problem, `errors` each bad field by JSON pointer. */
export const problemShape = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), detail: z.string(), key: z.string() })).optional(),
    accept: z.string().optional(),
    /** Where a sanction is explained and may be appealed. */
    statement: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemShape>

/** A key is missing, unknown, revoked or expired. */
export class Unauthorized extends DomainError {
  constructor(key: string) {
    super(401, key)
  }
}

const kinds: Readonly<Record<number, string>> = {
  307: 'moved',
  400: 'malformed',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'invalid',
  429: 'too-many-requests',
}

/** `keyed`: a key was sent, good or not. */
type Asked = { actor: Actor; keyed: boolean; requestId: string; site: string }

/** The problem a refusal is told as, or null for what is no refusal but a failure of ours. */
export function problemOf(error: unknown, { actor, keyed, requestId, site }: Asked): Problem | null {
  if (!isDomainError(error)) return null
  const locale = actor.kind === 'member' ? actor.locale : 'en'
  // Whoever comes without a key may yet be somebody.
  const unsigned = error.status === 403 && !keyed
  const status = unsigned ? 401 : error.status
  const { type, accept, statement, ...params } = error.params
  const special = typeof type === 'string' ? type : undefined
  const due = actor.kind === 'member' && special === 'terms-required' ? actor.termsDue : null
  return {
    type: unsigned ? 'unauthorized' : (special ?? kinds[status] ?? 'about:blank'),
    title: STATUS_CODES[status] ?? '',
    status,
    detail: say(locale, unsigned ? 'api.key.missing' : error.key, params),
    requestId,
    ...(typeof accept === 'string' ? { accept: `${site}${accept}` } : {}),
    ...(typeof statement === 'string' ? { statement: `${site}${statement}` } : {}),
    ...(due ? { document: due.document, version: due.version } : {}),
    ...(fieldsOf(error).length > 0 ? { errors: fieldsOf(error).map((field) => told(field, locale)) } : {}),
  }
}

const fieldsOf = (error: DomainError): readonly FieldError[] =>
  'fields' in error && Array.isArray(error.fields) ? (error.fields as FieldError[]) : []

const told = (field: FieldError, locale: string) => ({
  pointer: pointerOf(field.path),
  detail: sayField(locale, field),
  key: field.key,
})

/** `lines.0.product` → `#/lines/0/product` (RFC 6901); the whole document is `#`. */
const pointerOf = (path: string) =>
  path === ''
    ? '#'
    : `#/${path
        .split('.')
        .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
        .join('/')}`
