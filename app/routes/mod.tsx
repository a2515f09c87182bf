import { redirect } from '@remix-run/node'
import * as paths from '#server/core/paths.ts'
import { page } from '#app/lib/handler.ts'

export const loader = page(() => Promise.reject(redirect(paths.reviewQueue())))

export default function Mod() {
  return null
}
