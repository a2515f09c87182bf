import type { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type Status = 200 | 201 | 202 | 204

/** What an endpoint answers: a body of its published shape, or nothing (204). `location` is the address of what was made. */
export type Reply<Body> = { status: Status; body?: Body; location?: string }

/** One line of the REST API: published address, what comes in, what goes out, and the verb or view behind it. */
export type Endpoint = {
  method: Method
  /** As OpenAPI writes it, below `/api/v1`: `/topics/{topicId}/posts`. */
  path: string
  input: z.ZodType
  shape: z.ZodType | null
  statuses: readonly Status[]
  /** Whether a scope `…:write` is needed; reads need `…:read`. */
  writes: boolean
  /** It carries its own proof, a signature by Standard Webhooks, and needs no key. */
  signed?: true
  run(ctx: Ctx, input: unknown): Promise<Reply<unknown>>
  /** The whole list as CSV, for who asks for `text/csv`. */
  csv?(ctx: Ctx, input: unknown): Promise<AsyncIterable<string>>
}

type Address = `${Method} /${string}`
type Answers<Shape> = { shape?: Shape; statuses: readonly Status[] }

/**
 * A write behind its address: path, query and body are gathered into one plain input, which the verb parses itself, so
 * that no door can forget to. The schema is the room's own and goes into the OpenAPI document.
 */
export function verb<Input extends z.ZodType, Shape extends z.ZodType = z.ZodType<never>>(
  address: Address,
  about: { input: Input } & Answers<Shape>,
  run: (ctx: Ctx, input: z.input<Input>) => Promise<Reply<z.input<Shape>>>,
): Endpoint {
  return made(address, about, { run: (ctx, input) => run(ctx, arrived(input)), writes: true })
}

/** A read behind its address. */
export function view<Input extends z.ZodType, Shape extends z.ZodType>(
  address: Address,
  about: { input: Input; shape: Shape },
  run: (ctx: Ctx, input: z.input<Input>) => Promise<z.input<Shape>>,
): Endpoint {
  const reply = async (ctx: Ctx, input: unknown) => ok(await run(ctx, arrived(input)))
  return made(address, { ...about, statuses: [200] }, { run: reply, writes: false })
}

/** A list behind its address: a page of it as JSON, or the whole as CSV where the caller accepts `text/csv`. */
export const listing = <Input extends z.ZodType, Shape extends z.ZodType>(
  address: Address,
  about: {
    input: Input
    shape: Shape
    csv: (ctx: Ctx, input: z.input<Input>) => Promise<AsyncIterable<string>>
  },
  run: (ctx: Ctx, input: z.input<Input>) => Promise<z.input<Shape>>,
): Endpoint => ({
  ...view(address, about, run),
  csv: (ctx, input) => about.csv(ctx, arrived(input)),
})

/** The one cast from what arrived to what a verb takes; every verb parses before it believes. */
const arrived = <Input>(input: unknown) => input as Input

function made(
  address: Address,
  { input, shape, statuses }: { input: z.ZodType } & Answers<z.ZodType>,
  work: Pick<Endpoint, 'run' | 'writes'>,
): Endpoint {
  const [method, path] = address.split(' ') as [Method, string]
  return { method, path, input, shape: shape ?? null, statuses, ...work }
}

export const ok = <Body>(body: Body): Reply<Body> => ({ status: 200, body })
export const created = <Body>(body: Body, location?: string): Reply<Body> => ({
  status: 201,
  body,
  ...(location === undefined ? {} : { location }),
})
export const done = (): Reply<never> => ({ status: 204 })
