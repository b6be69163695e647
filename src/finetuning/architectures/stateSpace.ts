import { convolution, group, linear, parameter, rmsNorm } from '../model/builders.ts';
import type { ModuleNode } from '../model/tree.ts';
import type { ConfigReader } from './configReader.ts';

/** The sizes of Mamba's mixer. */
export interface MixerSizes {
  readonly hidden: number;
  readonly inner: number;
  readonly state: number;
  readonly kernel: number;
  readonly rank: number;
  readonly convolutionBias: boolean;
  readonly bias: boolean;
}

/** A rank of time steps: a number, or `auto` for a sixteenth of the hidden size. */
export function readStepRank(config: ConfigReader, field: string, hidden: number): number {
  const automatic = Math.ceil(hidden / 16);
  return config.raw(field) === 'auto' ? automatic : config.size(field, automatic);
}

/** Mamba's mixer of the first generation; `norms` are those that Jamba adds. */
export function mixer(sizes: MixerSizes, norms: Readonly<Record<string, ModuleNode>> = {}): ModuleNode {
  const { hidden, inner, state, rank, bias } = sizes;
  const options = { bias: sizes.convolutionBias, groups: inner };
  return group(
    {
      conv1d: convolution(inner, inner, [sizes.kernel], options),
      in_proj: linear(hidden, 2 * inner, bias),
      x_proj: linear(inner, rank + 2 * state),
      dt_proj: linear(rank, inner, true),
      out_proj: linear(inner, hidden, bias),
      ...norms,
    },
    [parameter('A_log', inner, state), parameter('D', inner)],
  );
}

/** Jamba's norms within the mixer. */
export function mixerNorms({ rank, state }: MixerSizes): Readonly<Record<string, ModuleNode>> {
  return { dt_layernorm: rmsNorm(rank), b_layernorm: rmsNorm(state), c_layernorm: rmsNorm(state) };
}
