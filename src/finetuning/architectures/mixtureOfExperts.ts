import { custom, group, linear, parameter, repeat } from '../model/builders.ts';
import type { ExpertFacts, ExpertLayout, ModuleNode } from '../model/tree.ts';

/** A routed feed-forward layer. */
export interface ExpertSizes {
  readonly hidden: number;
  readonly experts: number;
  /** Width of one expert. */
  readonly width: number;
}

/** Names of an expert's projections if each expert is a separate module. */
export interface ExpertNames {
  readonly gate: string;
  readonly up: string;
  readonly down: string;
}

/** The names that nearly all families use. */
export const defaultExpertNames: ExpertNames = { gate: 'gate_proj', up: 'up_proj', down: 'down_proj' };

/** The experts: a list of modules, or two stacked parameters as in transformers 5. */
export function experts(sizes: ExpertSizes, layout: ExpertLayout, names: ExpertNames = defaultExpertNames): ModuleNode {
  const { hidden, width } = sizes;
  if (layout === 'fused') {
    return custom(
      parameter('gate_up_proj', sizes.experts, 2 * width, hidden),
      parameter('down_proj', sizes.experts, hidden, width),
    );
  }
  const expert = group({
    [names.gate]: linear(hidden, width),
    [names.down]: linear(width, hidden),
    [names.up]: linear(hidden, width),
  });
  return repeat(sizes.experts, expert);
}

/**
 * The router: a linear layer if experts are modules, a parameter if they are fused. Families whose router is never a
 * linear layer pass `linearRouter: false`.
 */
export function router(sizes: ExpertSizes, layout: ExpertLayout, linearRouter = true): ModuleNode {
  if (linearRouter && layout === 'per-expert') return linear(sizes.hidden, sizes.experts);
  return custom(parameter('weight', sizes.experts, sizes.hidden));
}

/** The facts about experts whose layout depends on the version of transformers. */
export function expertFacts(
  sizes: ExpertSizes,
  layout: ExpertLayout,
  expertsPerToken: number,
  conversion: 'mixtral' | 'qwen2_moe' | undefined,
): Omit<ExpertFacts, 'otherLayout'> {
  const facts = { layout, layoutDependsOnVersion: true, experts: sizes.experts, expertsPerToken };
  return conversion === undefined ? facts : { ...facts, conversion };
}
