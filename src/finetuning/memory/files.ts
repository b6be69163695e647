import type { CountResult, ModuleCount } from '../counting/result.ts';
import type { ModelTree } from '../model/tree.ts';
import { elements, getNamedModules, isIndexSegment } from '../model/walk.ts';
import type { MemoryLine, MemoryOptions } from './estimate.ts';
import { between, exactly, times } from './numbers.ts';
import { label, source } from './sources.ts';

/** Approximate size of a tensor's header entry; it depends on names and numbers. */
const HEADER_BYTES = { low: 120, usual: 135, high: 170 } as const;

/** Sizes on disk: the adapter and the merged model. */
export function diskLines(model: ModelTree, count: CountResult, options: MemoryOptions): readonly MemoryLine[] {
  const merged: MemoryLine = {
    id: count.config.peft_type === 'FULL' ? 'full-checkpoint' : 'merged-model',
    label: label(count.config.peft_type === 'FULL' ? 'full-checkpoint' : 'merged-model'),
    bytes: exactly(2 * count.base),
    exact: true,
    formula: times(count.base, 2),
    source: source('merged'),
  };
  return count.config.peft_type === 'FULL' ? [merged] : [adapterFile(model, count, options), merged];
}

/**
 * The adapter file. It includes frozen halves, VeRA's shared projections, and the full embedding and head if they are
 * adapted or resized.
 */
function adapterFile(model: ModelTree, count: CountResult, options: MemoryOptions): MemoryLine {
  const values = savedValues(count);
  const each = options.trainedPrecision === 'fp32' ? 4 : 2;
  const tensors = savedTensors(count);
  const whole = savesEmbeddings(model, count) ? embeddingBytes(model, options) : 0;
  const body = each * values + whole;
  const formula = [
    times(values, each),
    ...(whole > 0 ? [`${whole} B`] : []),
    `${tensors} × ${HEADER_BYTES.usual} B`,
  ].join(' + ');
  return {
    id: 'adapter-file',
    label: label('adapter-file'),
    bytes: between(body + tensors * HEADER_BYTES.low, body + tensors * HEADER_BYTES.high),
    exact: false,
    formula,
    source: source(whole > 0 ? 'fileWithEmbeddings' : 'file'),
  };
}

function savedValues(count: CountResult): number {
  const biases = count.modules.reduce((sum, { role, trainable }) => sum + (role === 'bias' ? trainable : 0), 0);
  const frozen = count.config.peft_type === 'ADALORA' ? adapterInstances(count.modules) : 0;
  return count.total - count.base - frozen + biases + sharedProjections(count);
}

/** VeRA's projections have the widest input and the widest output of all adapted modules. */
function sharedProjections(count: CountResult): number {
  if (count.config.peft_type !== 'VERA' || count.config.save_projection === false) return 0;
  const adapted = count.modules.filter(({ role }) => role === 'adapter');
  const widest = (width: (module: ModuleCount) => number): number => Math.max(0, ...adapted.map(width));
  return (count.config.r ?? 256) * (widest((module) => module.inFeatures) + widest((module) => module.outFeatures));
}

function adapterInstances(modules: readonly ModuleCount[]): number {
  return modules.reduce((sum, { role, instances }) => sum + (role === 'adapter' ? instances : 0), 0);
}

function savedTensors(count: CountResult): number {
  const perModule = {
    LORA: 2,
    ADALORA: 3,
    VERA: 2,
    IA3: 1,
    LOHA: 4,
    LOKR: 2,
    LN_TUNING: 1,
    TRAINABLE_TOKENS: 1,
    FULL: 1,
  };
  const adapter = perModule[count.config.peft_type] + (count.config.use_dora === true ? 1 : 0);
  const shared = sharedProjections(count) > 0 ? 2 : 0;
  return count.modules.reduce(
    (sum, { role, instances }) => sum + instances * (role === 'adapter' ? adapter : 1),
    shared,
  );
}

function savesEmbeddings(model: ModelTree, count: CountResult): boolean {
  if (model.addedTokens > 0) return true;
  return count.modules.some(
    ({ role, path }) => role === 'adapter' && (path === model.inputEmbedding || path === model.outputHead),
  );
}

function embeddingBytes(model: ModelTree, options: MemoryOptions): number {
  const each = options.basePrecision === 'bf16' || options.basePrecision === 'fp8' ? 2 : 4;
  let values = 0;
  for (const { path, node } of getNamedModules(model.root)) {
    const name = path.map((segment) => (isIndexSegment(segment) ? '0' : segment)).join('.');
    if (name !== model.inputEmbedding && name !== model.outputHead) continue;
    for (const parameter of node.parameters) values += elements(parameter);
  }
  return each * values;
}
