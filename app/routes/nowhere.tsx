import { NotFound } from '#server/core/errors.ts'
import { page } from '#app/lib/handler.ts'

/** Any address without a page: matched, so that the page that says so knows who reads it. */
export const loader = page(() => Promise.reject(new NotFound('page')))

export default function Nowhere() {
  return null
}
