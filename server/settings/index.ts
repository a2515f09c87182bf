/**
 * For: what an admin may change about the site, typed, with defaults.
 * Owns: settings.
 * Tells: settings.changed.
 * Hears: nothing.
 */
export { ownPoints, type PointKey, pointKeys, pointPresetNames, type Points, pointsOf } from './points.ts'
export { abilitiesAt, bandAt, ownThresholds, presetNames, thresholdOf, thresholdsOf } from './abilities.ts'
export { makeSettingsReader, type SettingsReader } from './reader.ts'
export { registry as settingsRegistry, settingFields, type Settings } from './registry.ts'
export { changeSettings, resetSettings, settingsInput, settingsOf } from './settings.ts'
