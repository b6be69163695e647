import type { ModelTree, ModuleKind } from './tree.ts';
import { getNamedModules, lastName } from './walk.ts';

/** A name for `target_modules`. */
export interface TargetName {
  readonly name: string;
  readonly kind: ModuleKind;
  /** How many modules it matches. */
  readonly instances: number;
}

/** True if LoRA can be added to a module of that kind. */
export function isAdaptable(kind: ModuleKind): boolean {
  return (
    kind === 'linear' ||
    kind === 'conv1d-transposed' ||
    kind === 'convolution' ||
    kind === 'embedding' ||
    kind === 'attention-fused'
  );
}

/** Names for `target_modules`, in the order of the model, each with the number of modules it matches. */
export function targetNames(model: ModelTree): readonly TargetName[] {
  const names = new Map<string, TargetName>();
  for (const { path, node, instances } of getNamedModules(model.root)) {
    if (!isAdaptable(node.kind)) continue;
    const name = lastName(path);
    const known = names.get(name);
    names.set(name, { name, kind: known?.kind ?? node.kind, instances: (known?.instances ?? 0) + instances });
  }
  return [...names.values()];
}
