import { redirect, type ActionFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useLocation, useRouteLoaderData } from '@remix-run/react'
import { settings } from '#server/core/paths.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { SettingsTabs } from '../components/site/settings-tabs.tsx'
import { Button } from '../components/ui/button.tsx'
import { RadioGroup, Textarea } from '../components/ui/field.tsx'
import { PageHead } from '../components/ui/key-value.tsx'
import { keyCookies } from '../lib/keyboard.ts'
import { shellOf, title } from '../lib/meta.ts'
import { t, useWords } from '../lib/words.ts'
import '#app/lib/words-of-account.ts'

const modes = ['system', 'light', 'dark', 'light-hc', 'dark-hc'] as const
const densities = ['comfortable', 'compact'] as const
const year = 31_536_000

export const meta: MetaFunction = ({ matches }) => {
  const shell = shellOf(matches)
  return title({ title: t(shell.locale, 'appearance.title'), site: shell.siteName, noIndex: true })
}

/** Choices of the eye and the hand live in cookies, so that they hold before signing in and from the first paint. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const headers = new Headers()
  const keep = (name: string, allowed: (value: string) => boolean) => {
    const value = String(form.get(name) ?? '').trim()
    if (form.has(name) && allowed(value))
      headers.append(
        'set-cookie',
        `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${year}; SameSite=Lax`,
      )
  }
  keep('mode', (value) => modes.some((mode) => mode === value))
  keep('density', (value) => densities.some((density) => density === value))
  keep(keyCookies.off, (value) => value === 'on' || value === 'off')
  keep(keyCookies.map, (value) => value.length < 1000 && /^([\w.]+:\S+([ ,\n\r]+|$))*$/.test(value))
  return redirect(settings('appearance'), { headers })
}

/** /settings/appearance: colours, density and single-key shortcuts. */
export default function Appearance() {
  const t = useWords()
  const shell = useRouteLoaderData<typeof rootLoader>('root')
  const { key } = useLocation()
  return (
    <div className="column">
      <PageHead title={t('appearance.title')} lead={t('appearance.lead')} />
      {shell?.actor.kind === 'member' && <SettingsTabs />}
      <Form method="post" className="form" reloadDocument key={key}>
        <RadioGroup
          label={t('appearance.mode')}
          name="mode"
          defaultValue={shell?.mode}
          options={modes.map((value) => ({ value, label: t(`appearance.mode.${value}`) }))}
        />
        <RadioGroup
          label={t('appearance.density')}
          name="density"
          defaultValue={shell?.density}
          options={densities.map((value) => ({ value, label: t(`appearance.density.${value}`) }))}
        />
        <RadioGroup
          label={t('appearance.keys')}
          hint={t('appearance.keys.hint')}
          name={keyCookies.off}
          defaultValue={shell?.keys.off ? 'off' : 'on'}
          options={(['on', 'off'] as const).map((value) => ({ value, label: t(`appearance.keys.${value}`) }))}
        />
        <Textarea
          label={t('appearance.keymap')}
          hint={t('appearance.keymap.hint')}
          name={keyCookies.map}
          defaultValue={shell?.keys.map}
          optional
          spellCheck={false}
          dir="ltr"
          rows={3}
        />
        <div className="button-row">
          <Button tone="primary" size="large">
            {t('appearance.save')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
