import { expect, test } from 'vitest'
import { commands } from '#jobs/commands.ts'
import { reactions } from '#jobs/reactions.ts'
import { continual, periodic } from '#jobs/schedule.ts'

const all = [...new Set(Object.values(reactions).flat())]

test('every reaction, command and sweep has a written name of its own, room.whatItDoes', () => {
  const names = [
    ...all.map(({ name }) => name),
    ...commands.map(({ queue }) => queue),
    ...[...continual, ...periodic].map(({ name }) => name),
  ]
  expect(names.filter((name) => !/^[a-z]+\.[a-z][a-zA-Z]+$/.test(name))).toEqual([])
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('API-11: of the reactions that follow an import, none starts a clock, a notice or a mail', () => {
  const marked = all.filter(({ onImport }) => onImport).map(({ name }) => name.split('.')[0])
  expect(marked.filter((room) => room !== 'search' && room !== 'reputation')).toEqual([])
})
