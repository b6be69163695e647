export { parseCalls } from './blockCalls.ts';
export { isAsciiName } from './characters.ts';
export type { CallOptions, FoundCalls, TextInput } from './options.ts';
export { anyValue, hasAnyValue, isAnyValue, objectOf, plainValue } from './plainValue.ts';
export { type CallStyle, type PlainCall, printCall, printValue, type ValueStyle } from './print.ts';
export { parseTwoLabelCall } from './twoLabelCall.ts';
export { type ParsedValue, parseValue } from './valueText.ts';
