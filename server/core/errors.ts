import type { TopicId } from './ids.ts'

/** Values that fill the placeholders of a message. */
export type Params = Readonly<Record<string, string | number>>

/** One thing wrong with what came in: where, and the key of the sentence that says so. */
export type FieldError = { path: string; key: string; params?: Params }

/**
 * What the domain refuses. A domain error is recognised by its `status` (the HTTP status it maps to), not by
 * `instanceof`: server and page bundle hold a copy of this class each.
 */
export class DomainError extends Error {
  readonly status: number
  readonly key: string
  readonly params: Params
  constructor(status: number, key: string, params: Params = {}) {
    super(key)
    this.name = new.target.name
    this.status = status
    this.key = key
    this.params = params
  }
}

/** It does not exist, or this actor may not know that it does. */
export class NotFound extends DomainError {
  constructor(what: string) {
    super(404, 'error.notFound', { what })
  }
}

/** It was there and is gone, and saying so is no secret. */
export class Gone extends DomainError {
  constructor(key: string, params?: Params) {
    super(410, key, params)
  }
}

/** A topic's posts stand in another one now; the doors send on to it, not for good: a merge can be undone. */
export class Moved extends DomainError {
  readonly from: TopicId
  readonly to: TopicId
  constructor({ from, to }: { from: TopicId; to: TopicId }) {
    super(307, 'forum.topic.merged', { to })
    this.from = from
    this.to = to
  }
}

/** The actor sees it and may not do this. */
export class Forbidden extends DomainError {
  readonly type: string
  constructor(key = 'error.forbidden', params: Params & { type?: string } = {}) {
    super(403, key, params)
    this.type = params.type ?? 'forbidden'
  }
}

/** Input that does not hold; every bad field is named. */
export class Invalid extends DomainError {
  readonly fields: readonly FieldError[]
  constructor(fields: readonly FieldError[]) {
    super(422, 'error.invalid')
    this.fields = fields
  }
}

/** The state of things does not allow it now. */
export class Conflict extends DomainError {
  constructor(key: string, params?: Params) {
    super(409, key, params)
  }
}

/** Too often; `retryAfter` in seconds, which its sentence may give in whole minutes. */
export class TooMany extends DomainError {
  readonly retryAfter: number
  constructor(key: string, retryAfter: number, params?: Params) {
    super(429, key, { ...params, seconds: retryAfter, minutes: Math.ceil(retryAfter / 60) })
    this.retryAfter = retryAfter
  }
}

/** Recognises a move of either module graph; it tells where to. */
export const isMoved = (error: unknown): error is Moved =>
  isDomainError(error) && error.status === 307 && 'to' in error && 'from' in error

/** Recognises a domain error of either module graph. */
export const isDomainError = (error: unknown): error is DomainError =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && 'key' in error
