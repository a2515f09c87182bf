import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const produced = new Set([
  'node_modules',
  'build',
  '.data',
  '.cache',
  '.git',
  'test-results',
  'playwright-report',
  '.env',
])

/**
 * Every file of the project whose path (from the root, forward slashes) matches; what tools produce is left out. Walks
 * the tree rather than asking git, so that it also works in an image or an archive.
 * @param {RegExp} pattern
 * @param {string} folder
 * @returns {string[]}
 */
export function projectFiles(pattern = /./, folder = '.') {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !produced.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : join(folder, entry.name).split('\\').join('/')
      if (entry.isDirectory()) return projectFiles(pattern, path)
      return entry.isFile() && pattern.test(path) ? [path] : []
    })
    .sort()
}
