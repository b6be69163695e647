/** The only public door of the core. */

export { checkCall, checkCalls } from './callChecks/checkCalls.ts';
export { type CheckedCall, nodeAt, type ValueLocation } from './callChecks/checkedCall.ts';
export { type CommentValue, readCommentValue } from './callChecks/commentValues.ts';
export { visitValues } from './callChecks/visitValues.ts';
export * from './edits/changedLines.ts';
export * from './edits/conversation.ts';
export * from './edits/ruleSetting.ts';
export * from './edits/shotRemoval.ts';
export * from './edits/suppression.ts';
export * from './edits/toolChoice.ts';
export { CALL_REWRITE } from './features/actions/callForms.ts';
export { schemaWords } from './features/actions/schemaWords.ts';
export { SHOW_REFERENCES } from './features/codeLens/codeLenses.ts';
export { CALL_NOTATION_IDS } from './features/conversion/callConversion.ts';
export type { CoreFeatures } from './features/createFeatures.ts';
export type { CallConversionEdits, FeatureOptions, LanguageFeatures, Refusal } from './features/features.ts';
export * from './features/outline.ts';
export { schemaOf } from './features/parameterSchema.ts';
export { allParameters, ITEMS, type Parameter } from './features/parameters.ts';
export { semanticTokenLegend } from './features/semanticTokens.ts';
export { DEFAULT_FEATURE_OPTIONS } from './features/services.ts';
export * from './host.ts';
export * from './l10n/messages.ts';
export * from './languageService.ts';
export { type ControlToken, findControlTokens } from './lint/analysis/controlTokens.ts';
export { isMainlandId, passesLuhn } from './lint/analysis/personalNumbers.ts';
export type * from './lint/lintResult.ts';
export type * from './lint/lintSubject.ts';
export type * from './lint/rule.ts';
export type { FileMode } from './lint/runner/lintFile.ts';
export * from './lint/similarRepairs.ts';
export { getToolNameRange } from './lint/support/toolRanges.ts';
export type { KnownTools } from './model/blockCalls.ts';
export * from './model/blockText.ts';
export * from './model/comments.ts';
export * from './model/draft.ts';
export * from './model/lookup.ts';
export type * from './model/model.ts';
export * from './model/print.ts';
export * from './model/projectDocument.ts';
export { getSpokenWords, replyText } from './model/reply.ts';
export type * from './parser/callNodes.ts';
export { type PlainCall, printCall } from './parser/calls/index.ts';
export * from './parser/parseShots.ts';
export { ROLES, type Role, type ShotStyle, type WritableStyle } from './parser/roles.ts';
export * from './parser/tokens.ts';
export type * from './parser/tree.ts';
export { type ExtraLabels, labelWords } from './parser/vocabulary.ts';
export { changesSomething, saysYes } from './procedures/confirmation.ts';
export * from './procedures/coverage.ts';
export * from './procedures/drawing/flowJson.ts';
export * from './procedures/drawing/flowMermaid.ts';
export * from './procedures/drawing/flowSvg.ts';
export * from './procedures/drawing/layout.ts';
export * from './procedures/findStep.ts';
export { type AmountRange, amountRangeOf } from './procedures/flow/amounts.ts';
export { contentWords } from './procedures/flow/contentWords.ts';
export * from './procedures/flow/cover.ts';
export * from './procedures/flow/flow.ts';
export * from './procedures/flow/paths.ts';
export { type Plausibility, plausibilityOf } from './procedures/flow/plausible.ts';
export * from './procedures/importing/importedText.ts';
export type { LineChoice } from './procedures/importing/lineForms.ts';
export * from './procedures/parseProcedure.ts';
export type * from './procedures/procedure.ts';
export * from './procedures/sides.ts';
export * from './procedures/sideWords.ts';
export type { StepLink } from './procedures/stepLinks.ts';
export { mentions } from './procedures/toolLinks/mentions.ts';
export { confirmingBefore } from './procedures/toolLinks/saidTools.ts';
export { type ToolLink, toolLinksOf } from './procedures/toolLinks/toolLinks.ts';
export { DEFAULT_PROJECT, parseProject } from './project/parseProject.ts';
export type * from './project/project.ts';
export type { RuleSchemaSource } from './project/projectSchema.ts';
export type * from './project/severity.ts';
export { checkArguments } from './schemas/arguments.ts';
export { createCatalog } from './schemas/catalog.ts';
export { describeExpected, describeValue } from './schemas/expectation.ts';
export { getAppliedSchemas } from './schemas/objectShape.ts';
export { selectTools, toInclude } from './schemas/openapi/selection.ts';
export { parseTools } from './schemas/parseTools.ts';
export {
  isProviderId,
  PROVIDER_IDS,
  type ProviderId,
  type ProviderLimit,
} from './schemas/providers/index.ts';
export type * from './schemas/tool.ts';
export { getToolFileFailure } from './schemas/toolFileStatus.ts';
export { type RelevantText, rankByRelevance } from './similarity/relevance.ts';
export { createSimilarityIndex, type SimilarityIndex } from './similarity/similarityIndex.ts';
export { areSimilar, compareSignatures, type MinhashSignature, toSignature } from './similarity/textSignature.ts';
export { isEscaped } from './text/backslash.ts';
export { escapeControls, escapeJsonControls } from './text/controlCharacters.ts';
export * from './text/decode.ts';
export { trimEndOf } from './text/ends.ts';
export { hasHan } from './text/han.ts';
export { contentHash, hash32 } from './text/hash.ts';
export { htmlComments, replaceHtmlComments } from './text/htmlComments.ts';
export { isObject, type JsonObject, type JsonValue, type PointerRange, type ValuePath } from './text/json.ts';
export { toPointer } from './text/jsonPointer.ts';
export * from './text/lineIndex.ts';
export { resolvePath } from './text/paths.ts';
export * from './text/range.ts';
export { writtenPath } from './text/relativePath.ts';
export { createJsonRanges } from './text/source/jsonRanges.ts';
export { parseJson } from './text/source/jsonText.ts';
export { hasDeepKeys } from './text/source/yamlKeys.ts';
export type { Dependencies } from './workspace/dependencies.ts';
export { FILE_PATTERNS, getFileKind } from './workspace/fileKinds.ts';
export { readFailureMessage } from './workspace/readFailures.ts';
export type {
  MissingFile,
  ProcedureSubject,
  ProjectSubject,
  ShotsSubject,
  ToolsSubject,
} from './workspace/subjects.ts';
export {
  createWorkspace,
  type Loaded,
  type ShotsOptions,
  type Workspace,
  type WorkspaceOptions,
} from './workspace/workspace.ts';
