/** The only public door of the core. */
export * from './edits/changedLines.ts';
export * from './edits/conversation.ts';
export * from './edits/ruleSetting.ts';
export * from './edits/suppression.ts';
export * from './edits/toolChoice.ts';
export { schemaWords } from './features/actions/schemaWords.ts';
export { SHOW_REFERENCES } from './features/codeLens/codeLenses.ts';
export type { CoreFeatures } from './features/createFeatures.ts';
export type { FeatureOptions, LanguageFeatures, Refusal } from './features/features.ts';
export * from './features/outline.ts';
export { semanticTokenLegend } from './features/semanticTokens.ts';
export { DEFAULT_FEATURE_OPTIONS } from './features/services.ts';
export * from './host.ts';
export * from './l10n/messages.ts';
export * from './languageService.ts';
export type * from './lint/checkedCall.ts';
export { checkCall, checkCalls } from './lint/checkedCalls.ts';
export type { Reading } from './lint/lintFile.ts';
export { isMainlandId, passesLuhn } from './lint/personalNumbers.ts';
export type * from './lint/rule.ts';
export { toolNamePlace } from './lint/toolPlaces.ts';
export type { KnownTools } from './model/blockCalls.ts';
export * from './model/blockText.ts';
export * from './model/comments.ts';
export * from './model/draft.ts';
export type * from './model/model.ts';
export * from './model/places.ts';
export * from './model/print.ts';
export * from './model/projectDocument.ts';
export { replyText } from './model/reply.ts';
export type * from './parser/callNodes.ts';
export { type PlainCall, printCall, printValue } from './parser/calls/index.ts';
export * from './parser/parseShots.ts';
export * from './parser/tokens.ts';
export type * from './parser/tree.ts';
export { type ExtraLabels, labelWords } from './parser/vocabulary.ts';
export * from './procedures/parseProcedure.ts';
export type * from './procedures/procedure.ts';
export { DEFAULT_PROJECT, parseProject } from './project/parseProject.ts';
export type * from './project/project.ts';
export { projectSchema, type RuleSchemaSource } from './project/projectSchema.ts';
export { checkArguments } from './schemas/arguments.ts';
export { createCatalog } from './schemas/catalog.ts';
export { expected, found } from './schemas/expectation.ts';
export { selectTools } from './schemas/openapi/selection.ts';
export { parseTools } from './schemas/parseTools.ts';
export { isWhole, toolsFailure } from './schemas/readable.ts';
export type * from './schemas/tool.ts';
export * from './text/decode.ts';
export * from './text/lineIndex.ts';
export * from './text/range.ts';
export { readFailureMessage } from './workspace/failures.ts';
export { fileKindOf, filePatterns } from './workspace/fileKinds.ts';
export { resolvePath } from './workspace/paths.ts';
export {
  createWorkspace,
  type Loaded,
  type ShotsOptions,
  type Workspace,
  type WorkspaceOptions,
} from './workspace/workspace.ts';
