import { createLanguageService } from '../../../src/core/index.ts';
import { separateUsable } from '../../../src/datasets/index.ts';
import { type EvaluationSource, toEvaluationSource } from '../../../src/evaluation/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

export const TOOLS = JSON.stringify(
  ['Find', 'Book'].map((name) => ({
    type: 'function',
    function: {
      name,
      description: name,
      parameters: { type: 'object', properties: { error: { type: 'string' }, day: { type: 'string' } } },
    },
  })),
);

/** Documents as the command line loads them. Each may name `a.tools.json` and `a.sop.md`. */
export async function loadSources(
  documents: Readonly<Record<string, string>>,
  sop = '',
  heldOut?: readonly string[],
): Promise<readonly EvaluationSource[]> {
  const host = memoryHost({ ...documents, 'a.tools.json': TOOLS, 'a.sop.md': sop });
  const service = createLanguageService(host, { language: 'en' });
  return Promise.all(
    Object.keys(documents).map(async (name) => {
      const uri = memoryUri(name);
      const context = await service.getContext(uri, 'shots');
      if (context === undefined) throw new Error(`cannot read ${name}`);
      const { diagnostics } = await service.lint(uri, {}, 'shots');
      const { leftOut } = separateUsable(context.document, diagnostics);
      return toEvaluationSource(uri, context, leftOut, heldOut?.includes(name));
    }),
  );
}

export const HEAD = '---\ntools: [./a.tools.json]\n---\n\n';
