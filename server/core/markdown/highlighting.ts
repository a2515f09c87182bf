import type { LanguageFn } from 'highlight.js'
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import dockerfile from 'highlight.js/lib/languages/dockerfile'
import go from 'highlight.js/lib/languages/go'
import http from 'highlight.js/lib/languages/http'
import ini from 'highlight.js/lib/languages/ini'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import kotlin from 'highlight.js/lib/languages/kotlin'
import lua from 'highlight.js/lib/languages/lua'
import makefile from 'highlight.js/lib/languages/makefile'
import markdown from 'highlight.js/lib/languages/markdown'
import nginx from 'highlight.js/lib/languages/nginx'
import perl from 'highlight.js/lib/languages/perl'
import php from 'highlight.js/lib/languages/php'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import r from 'highlight.js/lib/languages/r'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import scala from 'highlight.js/lib/languages/scala'
import shell from 'highlight.js/lib/languages/shell'
import sql from 'highlight.js/lib/languages/sql'
import swift from 'highlight.js/lib/languages/swift'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

const grammars: Readonly<Record<string, LanguageFn>> = {
  ...{
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    http,
    ini,
    java,
    javascript,
    json,
    kotlin,
    lua,
    makefile,
  },
  ...{
    markdown,
    nginx,
    perl,
    php,
    powershell,
    python,
    r,
    ruby,
    rust,
    scala,
    shell,
    sql,
    swift,
    typescript,
    xml,
    yaml,
  },
}

/** The short names people write after a fence. */
const shortNames: Readonly<Record<string, string>> = {
  ...{
    sh: 'bash',
    zsh: 'bash',
    console: 'shell',
    'c++': 'cpp',
    h: 'c',
    hpp: 'cpp',
    'c#': 'csharp',
    cs: 'csharp',
  },
  ...{ docker: 'dockerfile', golang: 'go', toml: 'ini', conf: 'ini', js: 'javascript', jsx: 'javascript' },
  ...{
    mjs: 'javascript',
    kt: 'kotlin',
    make: 'makefile',
    md: 'markdown',
    pl: 'perl',
    ps1: 'powershell',
    py: 'python',
  },
  ...{
    rb: 'ruby',
    rs: 'rust',
    ts: 'typescript',
    tsx: 'typescript',
    html: 'xml',
    svg: 'xml',
    yml: 'yaml',
    patch: 'diff',
  },
}

/** Colouring costs about 0.35 ms a line; a longer block stays plain so that one post cannot hold the server. */
const longest = 10_000

/** Coloured HTML of a code block, or null when the language is unknown or the block too long. */
export function highlighted(code: string, language: string): string | null {
  const written = language.toLowerCase()
  const name = shortNames[written] ?? written
  const grammar = Object.hasOwn(grammars, name) ? grammars[name] : undefined
  if (!grammar || code.length > longest) return null
  if (!hljs.getLanguage(name)) hljs.registerLanguage(name, grammar)
  return hljs.highlight(code, { language: name, ignoreIllegals: true }).value
}
