/** What a map must hold; the sample's own words lead here, so anything else is a mistake in it. */
export function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the sample community knows nothing of ${JSON.stringify(key)}`)
  return value
}
