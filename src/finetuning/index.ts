/**
 * The only public door of the fine-tuning area: exact counts of what an adapter trains, the memory it takes, what it
 * costs, and the training configurations that say so. Everything here is pure, takes and gives plain data (it can
 * cross to a webview as it is) and never throws on user input: what is wrong comes back as findings.
 *
 * The way through:
 * `buildModel(config.json)` or `findCatalogueModel(name)` or `readSafetensors(files)` → ModelTree
 * → `countAdapter(model, adapter)` → CountResult → `layerCake`, `estimateMemory`, `writeTraining`;
 * beside it `compareCosts`.
 */
export * from './adapter/config.ts';
export { defaultTargets } from './adapter/defaultTargets.ts';
export { parseAdapterConfig } from './adapter/parse.ts';
export { knownModelTypes } from './architectures/registry.ts';
export {
  type CatalogueModel,
  catalogue,
  findCatalogueModel,
  searchCatalogue,
  shortCount,
} from './catalogue/catalogue.ts';
export { compareCosts } from './cost/compare.ts';
export { convertCosts, exampleCostsIn } from './cost/currency.ts';
export { exampleCostInputs, exampleRates } from './cost/examples.ts';
export type * from './cost/model.ts';
export * from './cost/shotTokens.ts';
export { countAdapter } from './counting/count.ts';
export { fourDecimals, grouped, printedLine } from './counting/printedLine.ts';
export type * from './counting/result.ts';
export { type CourseExercise, type CourseStep, courseExercise } from './courseExercise.ts';
export type * from './finding.ts';
export { defaultMemoryOptions, estimateMemory } from './memory/account.ts';
export * from './memory/estimate.ts';
export { cardBytes, defaultGpus, type Gpu } from './memory/gpu.ts';
export { activeParameters, totalParameters } from './model/activeParameters.ts';
export { buildModel } from './model/build.ts';
export { layerCake } from './model/cake.ts';
export type * from './model/dimensions.ts';
export type * from './model/layerCake.ts';
export * from './model/options.ts';
export { type TargetName, targetNames } from './model/targetNames.ts';
export type * from './model/tree.ts';
export * from './overview.ts';
export { type ReadRange, readSafetensors } from './safetensors/read.ts';
export { type ReadTraining, readTraining, writeTraining } from './training/files.ts';
export * from './training/setup.ts';
export { rankSweep } from './training/sweep.ts';
