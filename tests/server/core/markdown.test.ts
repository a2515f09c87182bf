import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import MarkdownIt from 'markdown-it'
import { describe, expect, test } from 'vitest'
import {
  htmlToMarkdown,
  mentionedHandles,
  plainText,
  renderImportedHtml,
  renderMarkdown,
} from '#server/core/markdown.ts'
import { safeHtml } from '#server/core/markdown/safe-html.ts'

const origin = 'https://forum.example'
const render = (source: string, mentions: string[] = []) =>
  renderMarkdown(source, { origin, mentions: new Set(mentions) })
const imported = (html: string) =>
  renderImportedHtml(html, { origin, base: 'https://beer.stackexchange.com/q/1' })

describe('what members write', () => {
  test('headings stand below the title of the page', () => {
    expect(render('# One\n\n###### Six')).toBe('<h3 dir="auto">One</h3>\n<h6 dir="auto">Six</h6>\n')
  })

  test('text finds its own direction, code always runs left to right', () => {
    expect(render('שלום `a`')).toBe('<p dir="auto">שלום <code dir="ltr">a</code></p>\n')
    expect(render('- a\n\n  b')).toContain('<ul dir="auto">\n<li>\n<p>a</p>')
  })

  test('a code block is coloured when its language is known and can be scrolled by keyboard', () => {
    const html = render('```ts\nconst a = 1\n```')
    expect(html).toContain('<pre dir="ltr" tabindex="0"><code class="language-ts" dir="ltr">')
    expect(html).toContain('<span class="hljs-keyword">const</span>')
    expect(render('```klingon\n<b>\n```')).toContain('<code class="language-klingon" dir="ltr">&lt;b&gt;')
    expect(render('```constructor\nx\n```')).toContain('>x\n</code>')
    expect(render(`\`\`\`js\n${'let a = 1\n'.repeat(2000)}\`\`\``)).not.toContain('hljs')
  })

  test('tables, struck out words and task lists, which readers cannot tick', () => {
    expect(render('| a | b |\n|--:|---|\n| 1 | 2 |')).toContain('<td align="right">1</td>')
    expect(render('| a |\n|---|\n| 1 |')).toMatch(
      /^<div class="table-scroll" tabindex="0"><table dir="auto">/,
    )
    expect(render('~~no~~')).toContain('<del>no</del>')
    expect(render('- [x] done')).toContain(
      '<li class="task"><label><input type="checkbox" disabled checked /> done</label></li>',
    )
  })

  test('addresses become links that give no rank; file names stay words', () => {
    expect(render('https://x.org/a_b?c=1&d=2')).toBe(
      '<p dir="auto"><a href="https://x.org/a_b?c=1&amp;d=2" rel="nofollow ugc noopener">https://x.org/a_b?c=1&amp;d=2</a></p>\n',
    )
    expect(render('see www.example.org/a.')).toContain('<a href="http://www.example.org/a" rel')
    expect(render('edit readme.md, run go.sh')).not.toContain('<a ')
    expect(render('[here](/q/7/cold-cache) [there](https://forum.example/q/8?a=1#p-2) [below](#p-3)')).toBe(
      '<p dir="auto"><a href="/q/7/cold-cache">here</a> <a href="/q/8?a=1#p-2">there</a> <a href="#p-3">below</a></p>\n',
    )
  })

  test('a mention of someone who exists is a link, in text only', () => {
    const html = render('@Bo, @nobody, me@bo.org, `@bo`, [@bo](/x) and **@ann_lee**.', ['bo', 'ann_lee'])
    expect(html).toContain('<a href="/u/bo" class="mention">@Bo</a>, @nobody, <a href="mailto:me@bo.org"')
    expect(html).toContain('<code dir="ltr">@bo</code>, <a href="/x">@bo</a>')
    expect(html).toContain('<strong><a href="/u/ann_lee" class="mention">@ann_lee</a></strong>.')
    expect(mentionedHandles('@Bo, @bo and `@cal`, [@dee](/x), a@b.org, @ann_lee.')).toEqual(['bo', 'ann_lee'])
  })

  test('PRIV-12: an image from another host is a link naming the host, own images stay', () => {
    expect(render('![a pint](https://i.imgur.com/x.png)')).toBe(
      '<p dir="auto"><a href="https://i.imgur.com/x.png" class="image-elsewhere" rel="nofollow ugc noopener">a pint (i.imgur.com)</a></p>\n',
    )
    expect(render('[![a](//evil.example/x.png)](/q/1)')).toContain(
      '<a href="/q/1"><span class="image-elsewhere">a (evil.example)</span></a>',
    )
    for (const own of ['/files/a.png', 'https://forum.example/files/a.png'])
      expect(render(`![a](${own})`)).toContain(
        '<img src="/files/a.png" alt="a" loading="lazy" decoding="async" />',
      )
    for (const foreign of [
      '//e.example/x',
      'https://forum.example@e.example/x',
      'https://forum.example.e.example/x',
    ])
      expect(render(`![a](${foreign})`)).not.toContain('<img')
    expect(
      imported('<img src="/\\e.example/x"><img src="\\\\e.example/x"><img src="http://forum.example/a">'),
    ).not.toContain('<img')
    expect(render('![dot](data:image/png;base64,iVBORw0KGgo=)')).toContain('<span>dot</span>')
  })
})

describe('OPS-15: posts, nothing in a post runs script or reaches out', () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg><animate attributeName=href values=javascript:alert(1) /><a><text>x</text></a></svg>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<iframe src="https://e.example"></iframe><object data=x></object><embed src=x>',
    '<form action="https://e.example"><input type=password autofocus onfocus=alert(1)><button>b</button></form>',
    '<p style="background:url(https://e.example/x)" class="admin-bar" id="main" onclick="alert(1)">x</p>',
    '<link rel=stylesheet href=https://e.example/x.css><meta http-equiv=refresh content="0;url=https://e.example"><base href=//e.example>',
    '<video src=https://e.example/v poster=https://e.example/p></video><picture><source srcset=https://e.example/s></picture>',
    '<textarea><img src=x onerror=alert(1)></textarea><xmp><script>alert(1)</script></xmp>',
    '<div><div><div>'.repeat(2000),
    '[x](javascript:alert(1)) [y]( JaVaScRiPt:alert(1)) ![z](javascript:alert(1))',
    '[x](<javascript:alert(1)>) <javascript:alert(1)> [a]: javascript:alert(1)\n\n[a]',
    '![a" onerror="alert(1)](https://e.example/"onload="alert(1)) "t\\" onclick=\\"x"',
    '```"><script>alert(1)</script>\ncode\n```',
    '>'.repeat(5000) + 'deep',
    '['.repeat(20000) + 'a',
    '*a **'.repeat(5000),
  ]

  const runs =
    /<(?:script|style|iframe|object|embed|form|svg|math|link|meta|base|video|source|textarea|button)\b/i
  const inTag = /<[a-z][^>]*\s(?:on\w+|style|id|srcset|poster|action|formaction|background)\s*=/i
  const scheme = /(?:href|src)="\s*(?!https?:|mailto:|\/(?!\/)|#)/i

  test.each(hostile.map((source) => [source.slice(0, 60), source]))('%s', (_name, source) => {
    const started = performance.now()
    for (const html of [render(source), imported(source)]) {
      // A ">" inside an attribute is always written as &gt;, so this finds every tag whole.
      const tags = (html.match(/<[^>]*>/g) ?? []).join('\n')
      expect(tags).not.toMatch(runs)
      expect(tags.replace(/"[^"]*"/g, '""')).not.toMatch(inTag)
      expect(tags).not.toMatch(scheme)
      expect(tags).not.toMatch(/<img[^>]*src="(?!\/)/)
    }
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('no post grows without bound', () => {
    for (const source of hostile) expect(imported(source).length).toBeLessThan(200_000)
  })
})

describe('what an import brings', () => {
  test('relative links lead back to where the text came from', () => {
    expect(imported('<p><a href="/a/12">x</a> <a href="//meta.example/">y</a></p>')).toBe(
      '<p dir="auto"><a href="https://beer.stackexchange.com/a/12" rel="nofollow ugc noopener">x</a> <a href="https://meta.example/" rel="nofollow ugc noopener">y</a></p>',
    )
  })

  test('PRIV-12: its images are links too', () => {
    expect(imported('<p><img src="https://i.stack.imgur.com/a.jpg" alt="enter image"></p>')).toContain(
      '<a href="https://i.stack.imgur.com/a.jpg" class="image-elsewhere" rel="nofollow ugc noopener">enter image (i.stack.imgur.com)</a>',
    )
  })

  test('on its first edit it becomes Markdown', () => {
    const html =
      '<h2>x</h2><p>a <strong>b</strong> <del>c</del></p><pre class="lang-py"><code>print(`1`)\n</code></pre>' +
      '<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table><ul><li>x</li></ul>'
    expect(htmlToMarkdown(html)).toBe(
      '## x\n\na **b** ~~c~~\n\n```py\nprint(`1`)\n```\n\n| a |\n| --- |\n| b\\|c |\n\n-   x',
    )
  })
})

test('plain text for excerpts is cut between words', () => {
  expect(plainText(render('a & b\n\n`c <d>`\nlast'))).toBe('a & b c <d> last')
  expect(plainText('<p>one, two three</p>', 10)).toBe('one, two…')
  expect(plainText('<p>one, two three</p>', 5)).toBe('one…')
  expect(plainText('<ul><li>a</li><li>b</li></ul>')).toBe('a b')
  expect(plainText('<p>&amp;lt; stays</p><script>gone()</script>')).toBe('&lt; stays')
})

const corpus = process.env.CORPUS_DIR
if (corpus)
  test('the GitHub Flavored Markdown specification: its core examples render as it says', () => {
    const text = readFileSync(join(corpus, 'gfm-spec/gfm-spec-0.29.txt'), 'utf8')
    const ticks = '`'.repeat(32)
    const examples = [
      ...text.matchAll(new RegExp(`^${ticks} example *\\n([^]*?)^\\.\\n([^]*?)^${ticks}$`, 'gm')),
    ].map(([, markdown = '', html = '']) => ({
      markdown: markdown.replaceAll('→', '\t'),
      html: html.replaceAll('→', '\t'),
    }))
    expect(examples).toHaveLength(649)
    // Both sides have passed the same policy, so only what the parser understood can differ; colours are no part of it.
    const settled = (html: string) =>
      html
        .replace(/<\/?span[^>]*>/g, '')
        .replace(/>\s+</g, '><')
        .replace(/\s*\n\s*/g, '\n')
        .trim()
    const expected = (html: string) => settled(safeHtml(html, { origin, base: origin }))
    const everything = new MarkdownIt({ html: true })
    const rawHtml = (markdown: string) =>
      everything
        .parse(markdown, {})
        .some((token) =>
          [token, ...(token.children ?? [])].some(
            ({ type }) => type === 'html_block' || type === 'html_inline',
          ),
        )
    const written = examples.filter(({ markdown }) => !rawHtml(markdown))
    const passed = written.filter(({ markdown, html }) => settled(render(markdown)) === expected(html))
    console.info(`GFM: ${passed.length} of ${written.length} core examples without raw HTML`)
    // The four others are bare addresses and mail addresses, which this site makes links, as GitHub's extension does.
    expect(written).toHaveLength(577)
    expect(passed.length).toBeGreaterThanOrEqual(573)
  })

test('a post begins at the third level of headings, a text with a page of its own at the second', () => {
  const source = '# One\n\n## Two\n\n###### Six'
  const levels = (html: string) => [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
  expect(levels(renderMarkdown(source, { origin: 'https://forum.example' }))).toEqual([3, 4, 6])
  expect(levels(renderMarkdown(source, { origin: 'https://forum.example', headings: 2 }))).toEqual([2, 3, 6])
})
