import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { iconNames } from '../../app/components/ui/icon-names.ts'

const root = resolve(import.meta.dirname, '../..')

/** Our sprite, from the icons of lucide-static (ISC) that are in use; heavier and square, as signs are. */
function sprite(): string {
  const symbols = Object.entries(iconNames).map(([id, icon]) => {
    const svg = readFileSync(resolve(root, 'node_modules/lucide-static/icons', `${icon}.svg`), 'utf8')
    const shapes = svg
      .replace(/^[\s\S]*?<svg[^>]*>/, '')
      .replace(/<\/svg>\s*$/, '')
      .replaceAll(/\s*\n\s*/g, '')
      .replaceAll(' />', '/>')
    const look =
      'fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="square" stroke-linejoin="miter"'
    return `<symbol id="${id}" viewBox="0 0 24 24" ${look}>${shapes}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
}

test('the sprite holds the icons that are named (write it anew with vitest -u)', async () => {
  await expect(sprite()).toMatchFileSnapshot(resolve(root, 'app/components/ui/icons.svg'))
})
