import type { CountResult, ModuleCount } from '../counting/result.ts';
import type { ModelTree } from '../model/tree.ts';
import { elements, getNamedModules } from '../model/walk.ts';
import type { MemoryLine, MemoryOptions } from './estimate.ts';
import { between, exactly, times } from './numbers.ts';
import { label, source } from './sources.ts';
import { bytesPerWeight, isQuantised, type WeightGroups, weightGroups } from './weights.ts';

/** The frozen weights. Only linear layers are quantised; the rest stays bf16 or is cast to fp32. */
export function baseLine(model: ModelTree, count: CountResult, options: MemoryOptions): MemoryLine {
  const { basePrecision } = options;
  const common = { id: 'base-weights', label: label('base-weights') } as const;
  if (!isQuantised(basePrecision)) {
    const each = bytesPerWeight[basePrecision];
    const bytes = exactly(count.base * each);
    return { ...common, bytes, exact: true, formula: times(count.base, each), source: source('plain') };
  }
  const groups = weightGroups(model);
  const each = bytesPerWeight[basePrecision];
  const rest = basePrecision === 'fp8' ? 2 : 4;
  const rows = basePrecision === 'int8' ? 4 * groups.linearRows : 0;
  const known = groups.linear * each + rows + groups.others * rest;
  const formula = [times(groups.linear, each), rows > 0 ? times(groups.linearRows, 4) : '', times(groups.others, rest)];
  const origin = basePrecision === 'fp8' || basePrecision === 'int8' ? basePrecision : 'nf4';
  if (groups.fusedExperts === 0) {
    const joined = formula.filter(Boolean).join(' + ');
    return { ...common, bytes: exactly(known), exact: true, formula: joined, source: source(origin) };
  }
  return { ...common, ...withExperts(groups, known, each, formula), source: source(origin) };
}

/** Fused experts are parameters: quantisers for linear layers keep them in bf16, newer ones do not. */
function withExperts(
  groups: WeightGroups,
  known: number,
  each: number,
  formula: readonly string[],
): Pick<MemoryLine, 'bytes' | 'exact' | 'formula'> {
  const experts = `${times(groups.fusedExperts, each)} … 2 B`;
  return {
    bytes: between(known + groups.fusedExperts * each, known + groups.fusedExperts * 2),
    exact: false,
    formula: [...formula.filter(Boolean), experts].join(' + '),
  };
}

/** Trained weights: the adapter, or the fp32 copy of mixed precision in a full fine-tune. */
export function trainedLine(count: CountResult, options: MemoryOptions): MemoryLine {
  const whole = count.config.peft_type === 'FULL';
  const added = count.total - count.base;
  const copies = whole && options.trainedPrecision === 'fp32' && options.basePrecision !== 'fp32' ? count.base : 0;
  const values = whole ? copies : added;
  const each = options.trainedPrecision === 'fp32' ? 4 : 2;
  return {
    id: 'trained-weights',
    label: label('trained-weights'),
    bytes: exactly(values * each),
    exact: true,
    formula: times(values, each),
    source: source(whole ? 'master' : 'adapter'),
  };
}

/** One gradient per trained parameter. */
export function gradientLine(count: CountResult, options: MemoryOptions): MemoryLine {
  const each = options.trainedPrecision === 'fp32' ? 4 : 2;
  return {
    id: 'gradients',
    label: label('gradients'),
    bytes: exactly(count.trainable * each),
    exact: true,
    formula: times(count.trainable, each),
    source: source('gradients'),
  };
}

/** Optimizer states per trained parameter. */
export function optimizerLine(model: ModelTree, count: CountResult, options: MemoryOptions): MemoryLine {
  const common = { id: 'optimizer', label: label('optimizer'), exact: true } as const;
  const full = options.trainedPrecision === 'fp32' ? 4 : 2;
  switch (options.optimizer) {
    case 'adamw':
      return perParameter(common, count.trainable, 2 * full, source('adamw'));
    case 'adamw-8bit':
      return perParameter(common, count.trainable, 2 + (2 * 4) / 256, source('adam8'));
    case 'paged-adamw':
      return paged(perParameter(common, count.trainable, 2 * full, source('paged')));
    case 'paged-adamw-8bit':
      return paged(perParameter(common, count.trainable, 2 + (2 * 4) / 256, source('paged')));
    case 'sgd-momentum':
      return perParameter(common, count.trainable, 4, source('momentum'));
    case 'adafactor': {
      const sums = count.config.peft_type === 'FULL' ? getModelSums(model) : getAdapterSums(count.modules);
      return { ...common, bytes: exactly(4 * sums), formula: times(sums, 4), source: source('adafactor') };
    }
  }
}

/** Paged states leave the card when its memory is short, so the low end is zero. */
function paged(line: MemoryLine): MemoryLine {
  return { ...line, bytes: between(0, line.bytes.high), exact: false, formula: `0 … ${line.formula}` };
}

function perParameter(
  common: Pick<MemoryLine, 'id' | 'label' | 'exact'>,
  count: number,
  each: number,
  origin: MemoryLine['source'],
): MemoryLine {
  return { ...common, bytes: exactly(count * each), formula: times(count, each), source: origin };
}

/** Rows plus columns of every matrix; vectors keep one value each. */
function getModelSums(model: ModelTree): number {
  let sums = 0;
  for (const { node, instances } of getNamedModules(model.root)) {
    for (const parameter of node.parameters) {
      if (parameter.tiedTo === undefined) sums += instances * getShapeSums(parameter.shape);
    }
  }
  return sums;
}

function getShapeSums(shape: readonly number[]): number {
  if (shape.length < 2) return elements({ name: '', shape });
  const outer = elements({ name: '', shape: shape.slice(0, -2) });
  return outer * ((shape.at(-1) ?? 0) + (shape.at(-2) ?? 0));
}

function getAdapterSums(modules: readonly ModuleCount[]): number {
  let sums = 0;
  for (const module of modules) {
    const { instances, rank, inFeatures, outFeatures } = module;
    const isPair = module.role === 'adapter' && rank > 0 && inFeatures > 0;
    sums += isPair ? instances * (2 * rank + inFeatures + outFeatures) : module.trainable;
  }
  return sums;
}
