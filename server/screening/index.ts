// For:   judges words before they are public: word and pattern rules, what newcomers may write, a learnt spam score.
// Owns:  word_rules, word_rule_changes, spam_tokens, spam_lessons.
// Tells: rule.made, rule.changed, rule.removed, spam.learnt, spam.unlearnt.
// Hears: nothing.
export { changeRule, makeRule, removeRule } from './rules.ts'
export { type Caught, screenWords, type Screened } from './screening.ts'
export { type Hit, hitsIn, type Pattern, patternOf } from './matching.ts'
export { mayKeepRules } from './policy.ts'
export { tallyOf } from './tallying.ts'
export { learnVerdict, unlearnVerdict } from './spam/learning.ts'
export { spamScore } from './spam/scoring.ts'
export { boundsOf } from './bounds.ts'
export { type RuleShown, ruleList, ruleLog } from './views/rule-list.ts'
export * as input from './input.ts'
