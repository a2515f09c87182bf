import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { createGroup, setGroupModerators } from '#server/forum/index.ts'
import { actorOfMember, giveModerationActions } from '#server/identity/index.ts'
import { makeAssignmentRule } from '#server/moderation/index.ts'
import { makeRule } from '#server/screening/index.ts'
import { acceptTerms, termsToAccept } from '#server/terms/index.ts'
import { lines } from './boards.ts'
import { known } from './known.ts'
import { before } from './moments.ts'
import type { People } from './people.ts'

/** Product lines, before the boards that belong to them. */
export async function drawLines(ctx: Ctx) {
  for (const [position, { moderators: _, ...line }] of lines.entries())
    await createGroup(ctx, { ...line, position })
}

/** A member who is no employee moderates the boards of a line, with the few actions that takes. */
export async function appoint(ctx: Ctx) {
  for (const { slug, moderators } of lines) {
    for (const handle of moderators)
      await giveModerationActions(ctx, { handle, actions: ['queue', 'decide', 'hide', 'edit', 'warn'] })
    await setGroupModerators(ctx, { group: slug, handles: [...moderators] })
    for (const handle of moderators) {
      const as = actingAs(ctx, await actorOfMember(ctx, { handle }))
      for (const { document, version } of await termsToAccept(as))
        await acceptTerms(as, { document, version, method: 'demo' })
    }
  }
}

const rules = [
  {
    by: 'mo',
    ago: '120d',
    pattern: 'words',
    text: 'guaranteed ranking\nbacklink package\nbuy followers\nfast cash',
    effect: 'hold',
    clause: 'no-spam',
    position: 10,
  },
  {
    by: 'mo',
    ago: '138d',
    pattern: 'link',
    text: 'factoring.example',
    effect: 'block',
    clause: 'no-spam',
    position: 20,
  },
  {
    by: 'sunniva',
    ago: '33d',
    pattern: 'regex',
    text: String.raw`\+\d{2}[ \d]{8,14}\d`,
    effect: 'flag',
    clause: 'lawful',
    position: 30,
  },
  {
    by: 'sunniva',
    ago: '20d',
    pattern: 'words',
    text: 'idiots\nmorons',
    effect: 'replace',
    replacement: '***',
    clause: null,
    position: 40,
  },
] as const

/** Rules of words, and one that says who gets which reports. */
export async function keepRules(ctx: Ctx, people: People) {
  for (const { by, ago, ...rule } of rules)
    await makeRule(actingAs({ ...ctx, now: before(ctx.now, ago) }, known(people, by)), rule)
  const then = { ...ctx, now: before(ctx.now, '30d') }
  await makeAssignmentRule(actingAs(then, known(people, 'ada')), {
    ...{ clause: 'lawful', flagCount: 2, assignee: 'sunniva', category: 'privacy' },
  })
}
