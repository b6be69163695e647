/** The only public door of the core. */
export * from './host.ts';
export * from './l10n/messages.ts';
export * from './languageService.ts';
export type * from './lint/checkedCall.ts';
export { isMainlandId, passesLuhn } from './lint/personalNumbers.ts';
export type * from './lint/rule.ts';
export type * from './model/model.ts';
export type * from './parser/callNodes.ts';
export * from './parser/parseShots.ts';
export type * from './parser/tree.ts';
export type * from './procedures/procedure.ts';
export type * from './project/project.ts';
export type * from './schemas/tool.ts';
export * from './text/decode.ts';
export * from './text/lineIndex.ts';
export * from './text/range.ts';
