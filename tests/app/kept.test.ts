import { createElement, type FunctionComponent } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { kept, KeepingContext } from '#app/lib/kept.tsx'
import { keepParts } from '#app/lib/kept.server.ts'
import { PlaceContext } from '#app/lib/words.ts'
import { makeKeptParts } from '#server/http/kept-parts.ts'

type Said = { name: string; words: string; votes: number }

/** A page of two posts under a heading, its parts kept in `parts`; counts what was rendered. */
function site(parts = makeKeptParts()) {
  let rendered = 0
  const Note = kept<{ by: string }>('note', ({ by }) => {
    rendered += 1
    return createElement('em', null, `by ${by}`)
  })
  const Plain: FunctionComponent<Said> = ({ name, words, votes }) => {
    rendered += 1
    return createElement(
      'p',
      { id: name },
      words,
      createElement('b', null, votes),
      createElement(Note, { by: name }),
    )
  }
  const Post = kept<Said>('post', Plain)
  let answers = 0
  const page = (posts: Said[], place = { locale: 'en', timeZone: 'UTC' }) => {
    const nonce = `nonce${answers++}`
    const keeping = keepParts(parts, nonce)
    const html = renderToString(
      createElement(
        KeepingContext.Provider,
        { value: keeping },
        createElement(
          PlaceContext.Provider,
          { value: place },
          createElement('h1', null, 'Posts'),
          posts.map((post) => createElement(Post, { key: post.name, ...post })),
        ),
      ),
    )
    return Buffer.concat(keeping.whole(html)).toString()
  }
  const whole = (posts: Said[]) =>
    `<h1>Posts</h1>${posts.map((post) => renderToString(createElement(Plain, post))).join('')}`
  return { page, whole, rendered: () => rendered, parts }
}

const posts: Said[] = [
  { name: 'one', words: 'First <b>', votes: 1 },
  { name: 'two', words: 'Second', votes: 2 },
]

test('what is kept is letter for letter what would be rendered, parts within parts too', () => {
  const { page, whole, rendered } = site()
  const first = page(posts)
  expect(first).toBe(whole(posts))
  const before = rendered()
  expect(page(posts)).toBe(first)
  expect(rendered(), 'nothing is rendered again').toBe(before)
})

test('whoever is shown something else gets it, and only that part is rendered again', () => {
  const { page, whole, rendered } = site()
  page(posts)
  const mine = posts.map((post) => (post.name === 'two' ? { ...post, votes: 3 } : post))
  const before = rendered()
  expect(page(mine)).toContain('3')
  expect(rendered() - before, 'one post; its note is kept').toBe(1)
  expect(page(posts)).toBe(whole(posts))
})

test('a part belongs to one language and time zone', () => {
  const { page, rendered } = site()
  page(posts)
  const before = rendered()
  page(posts, { locale: 'de', timeZone: 'UTC' })
  page(posts, { locale: 'en', timeZone: 'Asia/Tokyo' })
  expect(rendered() - before).toBe(8)
})

test('a post that writes the marks of an earlier answer is a post with strange letters', () => {
  const { page, whole } = site()
  page(posts)
  const sly = [{ name: 'sly', words: '\uE000nonce0=0\uE001\uE000nonce0+0\uE001', votes: 0 }, ...posts]
  expect(page(sly)).toBe(whole(sly))
  expect(page(sly)).toBe(whole(sly))
})

test('a page that breaks leaves nothing behind, and where nothing may be kept nothing is', () => {
  const { page, parts } = site()
  const broken = kept<{ name: string }>('broken', () => {
    throw new Error('no')
  })
  const keeping = keepParts(parts, 'n')
  expect(() =>
    renderToString(
      createElement(KeepingContext.Provider, { value: keeping }, createElement(broken, { name: 'x' })),
    ),
  ).toThrow('no')
  expect(parts.get(JSON.stringify(['broken', 'en', 'UTC', { name: 'x' }]))).toBeUndefined()

  const fresh = site(makeKeptParts({ keeps: false }))
  fresh.page(posts)
  const before = fresh.rendered()
  fresh.page(posts)
  expect(fresh.rendered() - before).toBe(4)
  expect(page(posts)).toContain('First')
})
