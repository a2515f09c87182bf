import { registerHooks, type ResolveFnOutput } from 'node:module'

/**
 * Imported before anything that imports drizzle-orm. Node parses the exports map of drizzle-orm, 130 kB, anew for each of its
 * 250 files, which is half of a start. What its names lead to is asked once, and its files name each other by their paths.
 */
const home = new URL('.', import.meta.resolve('drizzle-orm')).href
const known = new Map<string, ResolveFnOutput>()

registerHooks({
  resolve(specifier, context, next) {
    if (!context.conditions.includes('import')) return next(specifier, context)
    if (/^\.\.?\/.*\.js$/.test(specifier) && context.parentURL?.startsWith(home))
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
    if (specifier !== 'drizzle-orm' && !specifier.startsWith('drizzle-orm/')) return next(specifier, context)
    const found = known.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    known.set(specifier, found)
    return found
  },
})
