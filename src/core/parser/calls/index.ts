export { parseCalls } from './blockCalls.ts';
export type { CallOptions, FoundCalls, TextInput } from './options.ts';
export { parseTwoLabelCall } from './twoLabelCall.ts';
