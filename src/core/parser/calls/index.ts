export { createCallFinder, findCallUnits, parseCalls } from './blockCalls.ts';

export { anyValue, hasAnyValue, isAnyValue, nodeValue, objectOf } from './nodeValue.ts';
export type { CallOptions, CallUnit, FoundCalls, ParameterKind, TextInput } from './options.ts';
export { type CallStyle, type PlainCall, printCall, printValue, type ValueStyle } from './print.ts';
export { parseTwoLabelCall } from './twoLabelCall.ts';
export { type ParsedValue, parseValue } from './valueText.ts';
export { CALL_NOTATIONS, type CallNotation, type NamedCall, notationAt } from './writers.ts';
