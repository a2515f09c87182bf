const tests = /^tests\//
const stories = /^app\/(?:components\/stories|routes\/dev-)/

/** Words of markup: addresses, colours, sides and raw HTML. */
export const wordsOfPages = {
  addresses: {
    message: 'Addresses are written in server/core/paths.ts and taken from there.',
    spokenIn: [/^server\/core\/paths\.ts$/, /^app\/routes\.ts$/, /^server\/launch\.js$/, stories, tests],
    selectors: [
      'Literal[value=/^\\u002f(?:q|d|i|n|b|u|tag)\\u002f/]',
      'TemplateLiteral > TemplateElement:first-child[value.raw=/^\\u002f(?:q|d|i|n|b|u|tag|admin|console|settings|activity)\\u002f/]',
      'JSXAttribute[name.name=/^(?:to|href|action|src)$/] > Literal[value=/^\\u002f/]',
      'CallExpression[callee.name=/^(?:redirect|navigate|redirectDocument)$/] > Literal:first-child[value=/^\\u002f/]',
    ],
    good: [
      [
        'app/routes/topic.tsx',
        `import { question } from '#server/core/paths.ts'; export const to = question({ id: 1, slug: 'a' })`,
      ],
      ['server/api/topics.ts', `export const at = '/topics/:topicId'`],
    ],
    bad: [
      ['app/routes/topic.tsx', `export const to = (id: number) => \`/q/\${id}/x\``],
      ['app/components/site/bar.tsx', `export const Bar = () => <a href="/boards">{words}</a>`],
      ['app/routes/ask.tsx', `export const action = () => redirect('/')`],
      ['server/mail/letters.ts', `export const to = '/q/42/cold-cache'`],
    ],
  },
  colours: {
    message: 'Colours are values of tokens in themes/; markup names a class.',
    only: [/^app\//],
    selectors: [
      'JSXAttribute[name.name=/^(?:className|style|fill|stroke|color)$/] Literal[value=/#[0-9a-f]{3,8}\\b|\\b(?:rgb|hsl|oklch)a?\\(|\\b(?:text|bg|border)-(?:red|green|blue|yellow|gray|grey|black|white|orange|purple)\\b/i]',
    ],
    good: [
      ['app/components/ui/badge.tsx', `export const Badge = () => <b className="badge" data-tone="calm" />`],
    ],
    bad: [
      ['app/components/ui/badge.tsx', `export const Badge = () => <b className="text-red-500" />`],
      ['app/components/ui/badge.tsx', `export const Badge = () => <b style={{ color: '#c00' }} />`],
    ],
  },
  sides: {
    message: 'Properties are logical (marginInlineStart), so that a right-to-left language is only a locale.',
    only: [/^app\//],
    selectors: [
      'JSXAttribute[name.name="style"] Property[key.name=/^(?:left|right|(?:margin|padding|border)(?:Left|Right).*)$/]',
    ],
    good: [['app/components/ui/bar.tsx', `export const Bar = () => <b style={{ marginInlineStart: 4 }} />`]],
    bad: [['app/components/ui/bar.tsx', `export const Bar = () => <b style={{ marginLeft: 4 }} />`]],
  },
  rawMarkup: {
    message:
      'Raw markup is written by components/post/post-body.tsx alone, from what core/markdown sanitised.',
    only: [/^app\//],
    spokenIn: [/^app\/components\/post\/post-body\.tsx$/],
    selectors: [
      'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
      'Property[key.name="dangerouslySetInnerHTML"]',
      'AssignmentExpression[left.property.name=/^(?:innerHTML|outerHTML)$/]',
    ],
    good: [
      [
        'app/components/post/post-body.tsx',
        `export const Rendered = ({ html }: any) => <div dangerouslySetInnerHTML={{ __html: html }} />`,
      ],
      ['app/lib/texts.tsx', `export const read = (body: HTMLElement) => body.innerHTML`],
    ],
    bad: [
      ['app/lib/texts.tsx', `export const write = (body: any, html: string) => { body.innerHTML = html }`],
      [
        'app/components/topic/title.tsx',
        `export const Title = ({ html }: any) => <div dangerouslySetInnerHTML={{ __html: html }} />`,
      ],
    ],
  },
  remix: {
    message: 'Import the @remix-run package that holds it; `remix` stands in package.json by name only.',
    imports: [/^remix(?:\/|$)/],
    good: [['app/root.tsx', `import { Outlet } from '@remix-run/react'; export default Outlet`]],
    bad: [['app/root.tsx', `import { redirect } from 'remix'; export const go = redirect`]],
  },
}
