/** The only public door of the datasets area: prompts from shots, token counts, and training data. */

export type * from './conversation/conversation.ts';
export { parseToolSelection, type ToolSelection } from './conversation/toolDefinitions.ts';
export { type ComparedFile, createFileComparison, type FileComparison } from './duplicates/compareFiles.ts';
export type { ExclusionReason } from './exclusion.ts';
export { createExporter, type Exporter, type ExportRow, type RowLayout } from './export/exporter.ts';
export { EXPORT_LINT_OPTIONS } from './export/lintOptions.ts';
export { toProjectSettings, toWireNames } from './export/projectSettings.ts';
export { type ExportReport, listRemarks, renderReport, toReport } from './export/report.ts';
export { type ExportSettings, getDefaultSettings } from './export/settings.ts';
export { parseSplits, type SplitShare } from './export/splits.ts';
export { createImporter, type ImportedFile, type Importer } from './import/importer.ts';
export * from './lint/dataCodes.ts';
export {
  createDataLinter,
  createLengthFinding,
  type DataFinding,
  type DataLinter,
  type LintedRow,
} from './lint/dataLinter.ts';
export { DATA_FILE_NAME, type DataShape, detectDataShape } from './lint/dataShape.ts';
export { checkDatasetInfo, type ReadFirstRow } from './lint/datasetInfo.ts';
export { splitArray } from './lint/jsonArray.ts';
export type * from './preferences/preferencePair.ts';
export {
  findPreferenceTarget,
  type PreferenceTarget,
  preferenceTargets,
} from './preferences/preferenceTarget.ts';
export { createPreferenceWriter, type PreferenceWriter } from './preferences/preferenceWriter.ts';
export {
  assemblePrompt,
  PROMPT_LINT_OPTIONS,
  type PromptSettings,
  type PromptSource,
} from './prompt/assemblePrompt.ts';
export { PROMPT_FORMAT_NAMES, PROMPT_FORMATS, type PromptFormatName } from './prompt/formats/index.ts';
export * from './prompt/prompt.ts';
export type * from './prompt/promptFormat.ts';
export * from './prompt/promptSummary.ts';
export { detectReader, readRow } from './readers/index.ts';
export type { DatasetReader } from './readers/reader.ts';
export type { DatasetStatistics, LeftOutSample } from './statistics/datasetStatistics.ts';
export { createRowStatistics, type RowStatistics } from './statistics/rowStatistics.ts';
export type { TokenRange, TokenStatistics } from './statistics/sampleTokens.ts';
export { datasetTargets, findTarget } from './targets/index.ts';
export { type DatasetTarget, OBSERVATION_MODES, THOUGHT_MODES, type ThoughtMode } from './targets/target.ts';
export { ESTIMATE } from './tokens/createCounter.ts';
export * from './tokens/loadCounter.ts';
export * from './tokens/modules.ts';
export * from './tokens/tokenCounter.ts';
export { type LeftOutReason, separateUsable } from './usableShots.ts';
