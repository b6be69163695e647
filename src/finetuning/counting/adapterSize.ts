import type { AdapterConfig } from '../adapter/config.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { Formula } from './result.ts';

/** The size of an adapter on one module. */
export interface AdapterSize {
  readonly trainable: number;
  /** Trained parameters and frozen ones that belong to the adapter. */
  readonly added: number;
  readonly formula: Formula;
}

/** A term of a formula: its name, its numbers, its value. */
interface Term {
  readonly symbolic: string;
  readonly substituted: string;
  readonly value: number;
}

/** The size of an adapter on a module, or undefined for a kind of layer the method does not support. */
export type Sizing = (node: ModuleNode, rank: number, config: AdapterConfig) => AdapterSize | undefined;

/** LoRA. Source: peft/tuners/lora/layer.py. */
export const loraSize: Sizing = (node, rank, config) => {
  const down = downProjection(node, rank);
  const up = upProjection(node, rank);
  if (down === undefined || up === undefined) return undefined;
  const extras = loraExtras(node, rank, config);
  if (extras === undefined) return undefined;
  const all = [down, up, ...extras];
  const added = sum(all);
  if (config.init_lora_weights === 'mica') return sized([down], added);
  if (config.lora_fa === true) return sized([up, ...extras], added);
  return shapeIsPlain(node) ? sized([both(node, rank), ...extras], added) : sized(all, added);
};

function downProjection(node: ModuleNode, rank: number): Term | undefined {
  const width = node.inFeatures ?? 0;
  switch (node.kind) {
    case 'linear':
    case 'conv1d-transposed':
      return term('r × in', [rank, width]);
    case 'embedding':
      return term('r × V', [rank, width]);
    case 'convolution':
      return term('r × in × k', [rank, width, kernelSize(node)]);
    case 'attention-fused':
      return term('2 × r × E', [2, rank, width]);
    default:
      return undefined;
  }
}

function upProjection(node: ModuleNode, rank: number): Term | undefined {
  const width = node.outFeatures ?? 0;
  switch (node.kind) {
    case 'linear':
    case 'conv1d-transposed':
      return term('r × out', [rank, width]);
    case 'embedding':
      return term('r × d', [rank, width]);
    case 'convolution': {
      const groups = node.groups ?? 1;
      if (rank % groups !== 0) return undefined;
      return groups === 1 ? term('r × out', [rank, width]) : term('r × out ÷ g', [rank, width], groups);
    }
    case 'attention-fused':
      return term('4 × r × E', [4, rank, width]);
    default:
      return undefined;
  }
}

/** Both halves in one term: R × (M + N). */
function both(node: ModuleNode, rank: number): Term {
  const [inFeatures, outFeatures] = [node.inFeatures ?? 0, node.outFeatures ?? 0];
  const names = node.kind === 'embedding' ? 'r × (V + d)' : 'r × (in + out)';
  return {
    symbolic: names,
    substituted: `${rank} × (${inFeatures} + ${outFeatures})`,
    value: rank * (inFeatures + outFeatures),
  };
}

function shapeIsPlain(node: ModuleNode): boolean {
  return node.kind === 'linear' || node.kind === 'conv1d-transposed' || node.kind === 'embedding';
}

/** DoRA's magnitudes, the bias of `lora_bias`, KaSA's diagonal. Undefined if PEFT rejects the combination. */
function loraExtras(node: ModuleNode, rank: number, config: AdapterConfig): readonly Term[] | undefined {
  const out = node.outFeatures ?? 0;
  const extras: Term[] = [];
  if (config.use_dora === true) {
    if (node.kind === 'attention-fused') return undefined;
    extras.push(term(node.kind === 'embedding' ? 'd' : 'out', [out]));
  }
  if (config.lora_bias === true) {
    if (node.kind === 'embedding' || node.kind === 'attention-fused') return undefined;
    extras.push(term('out', [out]));
  }
  if (config.kasa_config !== undefined) extras.push(term('r', [rank]));
  return extras;
}

/** AdaLoRA: singular values besides both halves, and a frozen rank. Source: peft/tuners/adalora/layer.py. */
export const adaLoraSize: Sizing = (node, rank) => {
  if (!isLinear(node) && node.kind !== 'convolution') return undefined;
  const width = (node.inFeatures ?? 0) * (node.kind === 'convolution' ? kernelSize(node) : 1);
  const out = node.outFeatures ?? 0;
  const value = rank * (width + out + 1);
  const one = { symbolic: 'r × (in + out + 1)', substituted: `${rank} × (${width} + ${out} + 1)`, value };
  return sized([one], value + 1);
};

/** VeRA: two vectors; the projections they scale are shared and are buffers. Source: peft/tuners/vera/layer.py. */
export const veraSize: Sizing = (node, rank) =>
  isLinear(node) ? sized([term('out', [node.outFeatures ?? 0]), term('r', [rank])]) : undefined;

/** IA³ on a module whose output is scaled. Source: peft/tuners/ia3/layer.py. */
export const ia3OutputSize: Sizing = (node) =>
  isLinear(node) || node.kind === 'convolution' ? sized([term('out', [node.outFeatures ?? 0])]) : undefined;

/** IA³ on a feed-forward module, whose input is scaled. */
export const ia3InputSize: Sizing = (node) =>
  isLinear(node) || node.kind === 'convolution' ? sized([term('in', [node.inFeatures ?? 0])]) : undefined;

/** LoHa: the element-wise product of two low-rank products. Source: peft/tuners/loha/layer.py. */
export const loHaSize: Sizing = (node, rank, config) => {
  if (node.kind !== 'linear' && node.kind !== 'convolution') return undefined;
  const out = node.outFeatures ?? 0;
  const kernel = node.kind === 'convolution' ? kernelSize(node) : 1;
  const width = (node.inFeatures ?? 0) / (node.groups ?? 1);
  if (config.use_effective_conv2d === true && kernel > 1) {
    const value = 2 * (rank * out + rank * width + rank * rank * kernel);
    const substituted = `2 × (${rank} × ${out} + ${rank} × ${width} + ${rank}² × ${kernel})`;
    return sized([{ symbolic: '2 × (r × out + r × in + r² × k)', substituted, value }]);
  }
  const fan = width * kernel;
  const value = 2 * rank * (fan + out);
  return sized([{ symbolic: '2 × r × (in + out)', substituted: `2 × ${rank} × (${fan} + ${out})`, value }]);
};

/** LoKr: a Kronecker product of two factors, each decomposed if that is smaller. Source: peft/tuners/lokr/layer.py. */
export const loKrSize: Sizing = (node, rank, config) => {
  if (node.kind !== 'linear' && node.kind !== 'convolution') return undefined;
  const factor = config.decompose_factor ?? -1;
  const [inLeft, inRight] = factorization((node.inFeatures ?? 0) / (node.groups ?? 1), factor);
  const [outLeft, outRight] = factorization(node.outFeatures ?? 0, factor);
  const kernel = node.kind === 'convolution' ? kernelSize(node) : 1;
  const splitLeft = config.decompose_both === true && rank < Math.max(outLeft, inLeft) / 2;
  const left = splitLeft
    ? { symbolic: 'r × (l + m)', substituted: `${rank} × (${outLeft} + ${inLeft})`, value: rank * (outLeft + inLeft) }
    : term('l × m', [outLeft, inLeft]);
  return sized([left, rightFactor(rank, outRight, inRight, kernel, config.use_effective_conv2d === true)]);
};

function rightFactor(rank: number, out: number, width: number, kernel: number, effective: boolean): Term {
  if (rank >= Math.max(out, width) / 2) return term('k × n', kernel === 1 ? [out, width] : [out, width, kernel]);
  if (effective && kernel > 1) {
    const value = rank * rank * kernel + rank * out + rank * width;
    const substituted = `${rank}² × ${kernel} + ${rank} × ${out} + ${rank} × ${width}`;
    return { symbolic: 'r² × k + r × out + r × in', substituted, value };
  }
  const fan = width * kernel;
  return { symbolic: 'r × (k + n)', substituted: `${rank} × (${out} + ${fan})`, value: rank * (out + fan) };
}

/** Two factors of a number, as close to `factor` (or to each other) as PEFT's search finds; the smaller one first. */
export function factorization(dimension: number, factor: number): readonly [number, number] {
  if (factor > 0 && dimension % factor === 0) return [factor, dimension / factor];
  const limit = factor === -1 ? dimension : factor;
  let [small, large] = [1, dimension];
  while (small < large) {
    let next = small + 1;
    while (dimension % next !== 0) next += 1;
    const other = dimension / next;
    if (next + other > 1 + dimension || next > limit) break;
    [small, large] = [next, other];
  }
  return small > large ? [large, small] : [small, large];
}

/** LoRA on a parameter: a matrix, or a stack of independent matrices. Source: ParamWrapper, layer.py. */
export function parameterLoraSize(shape: readonly number[], rank: number): AdapterSize | undefined {
  const [first = 0, second = 0, third = 0] = shape;
  if (shape.length === 2) {
    const value = rank * (first + second);
    return sized([{ symbolic: 'r × (in + out)', substituted: `${rank} × (${first} + ${second})`, value }]);
  }
  if (shape.length !== 3) return undefined;
  const value = rank * first * (second + third);
  return sized([{ symbolic: 'r × E × (in + out)', substituted: `${rank} × ${first} × (${second} + ${third})`, value }]);
}

/** A copy of a module's parameters, or rows of an embedding: a plain number of values. */
export function plainSize(symbolic: string, factors: readonly number[]): AdapterSize {
  return sized([term(symbolic, factors)]);
}

function isLinear(node: ModuleNode): boolean {
  return node.kind === 'linear' || node.kind === 'conv1d-transposed';
}

function kernelSize(node: ModuleNode): number {
  return (node.kernel ?? []).reduce((product, size) => product * size, 1);
}

function term(symbolic: string, factors: readonly number[], divisor = 1): Term {
  const value = factors.reduce((product, factor) => product * factor, 1) / divisor;
  const substituted = factors.join(' × ') + (divisor === 1 ? '' : ` ÷ ${divisor}`);
  return { symbolic, substituted, value };
}

function sum(terms: readonly Term[]): number {
  return terms.reduce((total, each) => total + each.value, 0);
}

function sized(terms: readonly Term[], added = sum(terms)): AdapterSize {
  const formula = {
    symbolic: terms.map((each) => each.symbolic).join(' + '),
    substituted: terms.map((each) => each.substituted).join(' + '),
    value: sum(terms),
  };
  return { trainable: formula.value, added, formula };
}
