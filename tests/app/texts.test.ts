import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { loader } from '#app/routes/topic.tsx'
import { PostText } from '#app/components/post/post-body.tsx'
import { fromTable } from '#app/lib/table.ts'
import { inPage, TextsContext } from '#app/lib/texts.tsx'
import { question } from '#server/core/paths.ts'
import { createBoard, startTopic } from '#server/forum/index.ts'
import { expect, test } from '#tests/world.ts'
import { asked } from './forms.ts'

test('a page sent whole holds a text once, and values that come later bring it', async ({ world }) => {
  const { nia, ada } = world.cast
  await createBoard(world.as(ada), { slug: 'route', title: 'Route', kinds: ['question'] })
  const title = 'Why does the night export stop?'
  const topic = await startTopic(world.as(nia), {
    board: 'route',
    kind: 'question',
    title,
    body: 'At 02:00.',
  })
  const sent = asked(world, {
    path: question({ ...topic, slug: 'why-does-the-night-export-stop' }),
    as: nia,
    params: { topicId: String(topic.id) },
  })
  const html = async (scripted: boolean) => {
    const texts = new Map<string, string>()
    const { topic: shown } = await loader({ ...sent, context: { ...sent.context, scripted, texts } })
    return { values: fromTable(shown.posts).map((post) => post.html), aside: [...texts.values()] }
  }
  const whole = await html(false)
  const later = await html(true)
  expect(whole.values).toEqual([inPage])
  expect(whole.aside).toEqual(later.values)
  expect(later.values[0]).toContain('<p')
  expect(later.aside).toEqual([])
})

test('a post shows the text its values bring, an empty one too, before the one that stands in the page', () => {
  const shown = (html: string) =>
    renderToString(
      createElement(
        TextsContext.Provider,
        { value: new Map([['one', '<p>Then</p>']]) },
        createElement(PostText, { id: 'one', html }),
      ),
    )
  expect(shown(inPage)).toContain('<p>Then</p>')
  expect(shown('<p>Now</p>')).toContain('<p>Now</p>')
  expect(shown('')).not.toContain('<p>')
})
