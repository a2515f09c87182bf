type ThemeFile = { barColor: { light: string; dark: string } }

const nameOf = (path: string) => path.split('/').at(-2) ?? ''

const byName = <Value>(files: Record<string, Value>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(files).map(([path, value]) => [nameOf(path), value]))

/** The address of each theme's sheet of token values, by folder name: a new folder in themes/ is a new theme. */
export const themeSheets = byName(
  import.meta.glob<string>('../../themes/*/theme.css', { query: '?url', import: 'default', eager: true }),
)

/** The colour of the browser's own bar, light and dark. */
export const barColours = byName(
  Object.fromEntries(
    Object.entries(
      import.meta.glob<ThemeFile>('../../themes/*/theme.json', { import: 'default', eager: true }),
    ).map(([path, theme]) => [path, theme.barColor]),
  ),
)
