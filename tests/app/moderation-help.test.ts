import { expect, test } from 'vitest'
import { statementKinds } from '#db/schema/moderation.ts'
import words from '#app/messages/conduct/en.json' with { type: 'json' }

test('REP-26: the help page says of every step that a statement can tell what it is, who decides and how to appeal', () => {
  for (const step of [...statementKinds, 'report', 'first-post', 'appeal'])
    for (const part of ['', '.what', '.who', '.appeal'])
      expect(Object.keys(words)).toContain(`help.moderation.${step}${part}`)
})
