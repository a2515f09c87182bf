import type { Author } from '../member/member-line.tsx'

/** The cast of the samples. */
export const mara: Author = { handle: 'mara', name: 'Mara Kessler', staff: false, rank: 'Regular' }
export const idris: Author = { handle: 'idris', name: 'Idris Okonkwo', staff: false, rank: 'Guide' }
export const eli: Author = { handle: 'eli', name: 'Eli Brandt', staff: true, roles: ['engineer'] }
export const ghost: Author = { handle: null, name: 'J. Doe (imported)', staff: false }

export const now = new Date('2026-11-21T14:12:00Z')
export const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
export const ahead = (minutes: number) => ago(-minutes)

export const question = `<p>Since the March update, exporting more than 500 invoices stops at 38 %. The log shows <code>E_CSV_LIMIT (0xE1O0I)</code>. Smaller batches work.</p>
<pre><code class="hljs language-ts"><span class="hljs-keyword">const</span> rows = <span class="hljs-keyword">await</span> exportInvoices({ <span class="hljs-attr">format</span>: <span class="hljs-string">'csv'</span>, max: <span class="hljs-number">5000</span> })
<span class="hljs-comment">// stops here, no exception</span></code></pre>`

export const answer = `<p>The default row limit changed. Set <code>export.maxRows = 5000</code> under Settings, Exports, then retry. Works from 7.4.1 on.</p>
<ul><li>Restart the worker afterwards.</li><li>Check the limit with <code>exportctl limits</code>.</li></ul>`

export const german =
  'Rechnungsexportbenachrichtigungseinstellungen werden nach dem Aktualisieren der Zahlungsdienstleisterschnittstelle nicht übernommen'
