import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import type { Ctx } from '#server/core/ctx.ts'
import { isDomainError, isMoved, type DomainError, type FieldError } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { say, sayField } from '#server/core/words.ts'
import type { LoadContext } from '#server/http/load-context.ts'
import { forgetInterrupted, keepInterrupted } from '#server/terms/index.ts'

/** What a page's function gets: who asks, the words of its address, what is alive, and the browser by its own name. */
export type PageArgs = {
  ctx: Ctx
  params: Readonly<Record<string, string | undefined>>
  url: URL
  context: LoadContext
  device: string
}

/** A form that was refused: why, field by field, and everything that had been typed. */
export type Refusal = {
  error: string
  /** A problem type where the next step depends on it: `sign-in-required`, `terms-required`, … */
  type: string
  /** Where it is explained and answered, if at a page of ours. */
  href: string | null
  fields: Readonly<Record<string, readonly string[]>>
  values: Readonly<Record<string, string>>
  /** What was kept of it on the server, where the terms interrupted it. */
  kept: string | null
}

/** The hallway of reading: runs the function and translates what the domain refuses, once for all pages. */
export const page =
  <Data>(load: (args: PageArgs) => Promise<Data>) =>
  async ({ context, params, request }: LoaderFunctionArgs): Promise<Data> => {
    const url = new URL(request.url)
    try {
      return await load({ ctx: context.ctx, params, url, context, device: deviceOf(request) })
    } catch (error) {
      if (!isDomainError(error)) throw error
      // not for good: a merge can be undone
      if (isMoved(error)) throw redirect(paths.topicNumber(error.to, { from: error.from }), 302)
      const unknown = error.status === 403 && context.ctx.actor.kind === 'guest'
      if (unknown || typeOf(error) === 'sign-in-required')
        throw redirect(paths.signIn(url.pathname + url.search))
      const locale = localeOf(context)
      const headers = 'retryAfter' in error ? { 'Retry-After': String(error.retryAfter) } : {}
      // a path that cannot be read, such as /q/abc, leads nowhere
      const status = error.status === 422 && url.search === '' ? 404 : error.status
      const reason = reasonless.has(status) ? undefined : say(locale, error.key, error.params)
      throw data({ reason }, { status, headers })
    }
  }

// Of these the page itself says enough: nothing is there, or the address lacks something (no form stands there to correct).
const reasonless = new Set([404, 422])

/**
 * A form whose fields stand in the address and which only asks to see something: what it shows, or why it was refused, so
 * that the page stands with all that was typed.
 */
export async function tried<Seen>(
  { context, url }: PageArgs,
  see: () => Promise<Seen>,
): Promise<{ seen: Seen | null; refusal: Refusal | null }> {
  try {
    return { seen: await see(), refusal: null }
  } catch (error) {
    if (!isDomainError(error) || error.status !== 422) throw error
    const form = new FormData()
    for (const [name, value] of url.searchParams) form.append(name, value)
    return { seen: null, refusal: { ...refusalOf(error, { locale: localeOf(context), form }), kept: null } }
  }
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Input = Record<string, unknown>
type Done<Result> = { result: Result; input: Input } & PageArgs
/** An address, a whole answer, values for the page the form stands on, or nothing: back to where the form stood. */
type Target = string | Response | ReturnType<typeof data> | undefined
// Each verb parses its own input; what arrives is only gathered here.
type Verb<Result> = (ctx: Ctx, input: never, args: PageArgs) => Promise<Result>

/**
 * The hallway of writing: `act({ PUT: acceptAnswer, DELETE: withdrawAcceptance })`. A form's hidden `_method` counts, as
 * HTML has no DELETE. `to` says where a success leads, else it is back to where the form stood. What is refused comes
 * back to the page with its reasons and everything typed.
 */
export const act =
  <Result>(
    verbs: Partial<Record<Method, Verb<Result>>>,
    to?: (done: Done<Result>) => Target | Promise<Target>,
  ) =>
  async ({ context, params, request }: ActionFunctionArgs) => {
    const form = await request.formData()
    const url = new URL(request.url)
    const input = { ...Object.fromEntries(url.searchParams), ...gather(params, form) }
    const method = String(form.get('_method') ?? request.method).toUpperCase()
    const verb = Object.entries(verbs).find(([name]) => name === method)?.[1]
    if (!verb) throw data({ reason: undefined }, { status: 405 })
    const ctx = context.typed(String(form.get('_shown') ?? ''))
    const args: PageArgs = {
      ctx,
      params,
      url: new URL(request.url),
      context,
      device: deviceOf(request),
    }
    try {
      const result = await verb(ctx, input as never, args)
      const kept = form.get('_kept')
      if (typeof kept === 'string') await forgetInterrupted(ctx, { keptId: kept })
      const target = await to?.({ ...args, result, input })
      if (typeof target === 'string') return redirect(target, 303)
      if (target !== undefined) return target
      return context.scripted ? null : redirect(cameFrom(request, form), 303)
    } catch (error) {
      if (isMoved(error)) return redirect(paths.topicNumber(error.to, { from: error.from }), 303)
      if (!isDomainError(error) || error.status === 404 || error.status === 410)
        throw translated(error, context)
      const kept = typeOf(error) === 'terms-required' ? await keptOf({ ctx: context.ctx, url, form }) : null
      const refusal = refusalOf(error, { locale: localeOf(context), form })
      return data({ ...refusal, kept }, { status: error.status })
    }
  }

const deviceOf = (request: Request) => request.headers.get('user-agent') ?? ''

const localeOf = (context: LoadContext) => context.locale

const translated = (error: unknown, context: LoadContext) =>
  isDomainError(error)
    ? data(
        { reason: error.status === 404 ? undefined : say(localeOf(context), error.key, error.params) },
        { status: error.status },
      )
    : error

/** Params and fields as one plain input; a field given several times is a list. */
function gather(params: PageArgs['params'], form: FormData): Input {
  const input: Input = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('_')) continue
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    input[name] = values.length > 1 ? values : values[0]
  }
  return { ...input, ...params }
}

const typeOf = (error: DomainError) => ('type' in error && typeof error.type === 'string' ? error.type : '')

/** Something written that the terms interrupt is kept whole, to be finished after accepting (TERMS-04). */
async function keptOf({ ctx, url, form }: { ctx: Ctx; url: URL; form: FormData }): Promise<string | null> {
  if (!form.get('body')) return null
  const fields = [...form].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && name !== '_kept' && !/password/i.test(name) ? [[name, value]] : [],
  )
  return keepInterrupted(ctx, { address: url.pathname + url.search, fields })
}

type Refused = Omit<Refusal, 'kept'>
function refusalOf(error: DomainError, { locale, form }: { locale: string; form: FormData }): Refused {
  const named = 'fields' in error ? (error.fields as readonly FieldError[]) : []
  const fields: Record<string, string[]> = {}
  for (const field of named) (fields[fieldOf(field.path, form)] ??= []).push(sayField(locale, field))
  const typed = [...form].filter(
    ([name, value]) => typeof value === 'string' && !name.startsWith('_') && !/password/i.test(name),
  )
  // of a field given several times every value is kept, parted by spaces
  const values = Object.fromEntries(
    typed.map(([name]) => [
      name,
      form
        .getAll(name)
        .filter((value) => typeof value === 'string')
        .join(' '),
    ]),
  )
  const href = localPath(error.params.statement)
  return { error: say(locale, error.key, error.params), type: typeOf(error), href, fields, values }
}

/** The form's own field that a path is about: its first part, or its last where the form names what is inside. */
function fieldOf(path: string, form: FormData): string {
  const parts = path.split('.')
  const last = parts.at(-1) ?? ''
  return form.has(last) ? last : (parts[0] ?? '')
}

/** The page the form stood on, if it was one of ours; never another site. */
function cameFrom(request: Request, form: FormData): string {
  const named = localPath(form.get('_back'))
  if (named) return named
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return paths.home()
  const from = new URL(referer)
  return from.host === request.headers.get('host') ? from.pathname + from.search : paths.home()
}

/** A path of this site or null: `//evil.example` and `/\evil` are other sites. */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\/(?![/\\])/.test(value)) return null
  const base = 'http://local.invalid'
  return URL.canParse(value, base) && new URL(value, base).origin === base ? value : null
}
