import { action as accept } from '#app/routes/terms-accept.tsx'
import { action as join } from '#app/routes/join.tsx'
import { action as signIn } from '#app/routes/signin.tsx'
import { publishTerms } from '#server/terms/index.ts'
import { newcomer, passphrase } from '#tests/factories/members.ts'
import { expect, test } from '#tests/world.ts'
import { redirectOf, sent } from './forms.ts'

test('signing in leads back to where one came from, and never to another site', async ({ world }) => {
  await newcomer(world.ctx, 'zoe')
  const to = async (next: string) => {
    const fields = { login: 'zoe', password: passphrase, next }
    return redirectOf(await signIn(sent(world, { path: '/signin', fields })))
  }
  expect(await to('/q/42/cold-cache?x=1')).toMatchObject({ status: 303, to: '/q/42/cold-cache?x=1' })
  expect((await to('/')).cookie).toMatch(/^throughline_session=.+HttpOnly/)
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])
    expect((await to(elsewhere)).to).toBe('/')
})

test('a refused form comes back with its reasons and what was typed, but for the password', async ({
  world,
}) => {
  const fields = { handle: 'z', email: 'zoe@example.test', password: passphrase }
  const answer = await join(sent(world, { path: '/join', fields }))
  expect(answer).toMatchObject({
    init: { status: 422 },
    data: {
      fields: { handle: ['A handle has at least 2 characters.'] },
      values: { handle: 'z', email: 'zoe@example.test' },
    },
  })
  expect(JSON.stringify(answer)).not.toContain(passphrase)
})

test('TERMS-02 TERMS-03: the accept page records the page, the shortened network and leads back', async ({
  world,
}) => {
  await publishTerms(world.ctx, {
    document: 'terms-of-service',
    summary: 'The first version.',
    mustAccept: true,
  })
  const form = (fields: Record<string, string>) =>
    accept(
      sent(world, {
        path: '/terms/accept',
        as: world.cast.nia,
        fields: { next: '/ask', ...fields },
      }),
    )
  expect(await form({})).toMatchObject({
    init: { status: 422 },
    data: { fields: { agreed: [expect.any(String)] } },
  })
  expect(redirectOf(await form({ agreed: 'terms-of-service:1:en' }))).toMatchObject({
    status: 303,
    to: '/ask',
  })
  expect(await world.told('terms.accepted')).toHaveLength(1)
})
