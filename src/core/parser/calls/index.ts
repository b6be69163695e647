export { createCallFinder, parseCalls } from './blockCalls.ts';
export { isAsciiName } from './characters.ts';
export { anyValue, hasAnyValue, isAnyValue, nodeValue, objectOf } from './nodeValue.ts';
export type { CallOptions, FoundCalls, TextInput } from './options.ts';
export { type CallStyle, type PlainCall, printCall, printValue, type ValueStyle } from './print.ts';
export { parseTwoLabelCall } from './twoLabelCall.ts';
export { type ParsedValue, parseValue } from './valueText.ts';
