import { assemblePrompt, ESTIMATE, type Selection } from '../../datasets/index.ts';
import type { PromptOptions } from '../../evaluation/index.ts';

/** Chooses the shots of prompts as `sop-shots prompt --select` does. Undefined for all shots. */
export function createShotSelection(selection: Selection): PromptOptions['select'] {
  if (selection === 'all') return undefined;
  return (source, among, request) => {
    const limits = { budget: undefined, maxShots: undefined, among };
    const settings = { format: 'text', selection, system: '', request, ...limits } as const;
    const { parts } = assemblePrompt({ context: source, diagnostics: [], counter: ESTIMATE }, settings);
    return parts.flatMap(({ shot }) => shot ?? []);
  };
}
