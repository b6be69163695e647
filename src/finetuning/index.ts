/**
 * The public API of the fine-tuning area: exact counts of what an adapter trains, its memory, its cost, and training
 * configurations. Everything here is pure, takes and returns plain data (which can be posted to a webview), and never
 * throws on user input: problems are returned as findings.
 *
 * Data flow:
 * `buildModel(config.json)` or `findCatalogueModel(name)` or `readSafetensors(files)` → ModelTree
 * → `countAdapter(model, adapter)` → CountResult → `buildLayerMap`, `estimateMemory`, `writeTraining`;
 * `compareCosts` is independent of it.
 */
export * from './adapter/config.ts';
export { defaultTargets } from './adapter/defaultTargets.ts';
export { isAdapterConfig, parseAdapterConfig } from './adapter/parse.ts';
export { knownModelTypes } from './architectures/registry.ts';
export {
  type CatalogueModel,
  catalogue,
  findCatalogueModel,
  searchCatalogue,
  shortCount,
} from './catalogue/catalogue.ts';
export { buildNamedModel, getSimilarModels, type ModelMatch, matchModelName } from './catalogue/modelNames.ts';
export { compareCosts } from './cost/compare.ts';
export { convertCosts, getExampleCosts } from './cost/currency.ts';
export { exampleCostInputs, exampleRates } from './cost/examples.ts';
export type * from './cost/model.ts';
export * from './cost/shotTokens.ts';
export { countAdapter } from './counting/count.ts';
export { fourDecimals, grouped, printedLine } from './counting/printedLine.ts';
export type * from './counting/result.ts';
export { getTrainedParts, type TrainedParts } from './counting/trainedParts.ts';
export { type CourseExercise, type CourseStep, courseExercise } from './courseExercise.ts';
export type * from './finding.ts';
export { withAdvice } from './finding.ts';
export * from './memory/estimate.ts';
export { defaultMemoryOptions, estimateMemory, isMemoryField } from './memory/estimateMemory.ts';
export { cardBytes, defaultGpus, type Gpu } from './memory/gpu.ts';
export { activeParameters, totalParameters } from './model/activeParameters.ts';
export { buildModel } from './model/build.ts';
export { buildLayerMap } from './model/buildLayerMap.ts';
export type * from './model/dimensions.ts';
export type * from './model/layerMap.ts';
export * from './model/options.ts';
export { type TargetName, targetNames } from './model/targetNames.ts';
export type * from './model/tree.ts';
export * from './overview.ts';
export { type ReadRange, readSafetensors } from './safetensors/read.ts';
export { getCompanionFile, type ReadTraining, readTraining, writeTraining } from './training/files.ts';
export { type TrainingFormatInfo, trainingFormatInfo } from './training/formats.ts';
export { describeMultimodalDefault } from './training/multimodal.ts';
export * from './training/setup.ts';
export { rankSweep } from './training/sweep.ts';
