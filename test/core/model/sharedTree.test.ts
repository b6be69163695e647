import { describe, expect, it } from 'vitest';
import { projectDocument } from '../../../src/core/model/projectDocument.ts';
import { parseShots } from '../../../src/core/parser/parseShots.ts';

const TEXT = '**User**: 查一下\n\n**Action**: 查库存(型号 = "A7")\n**Observation**: 3 件\n';

function callsIn(document: ReturnType<typeof projectDocument>): readonly string[] {
  return document.shots.flatMap(({ blocks }) => blocks.flatMap(({ calls }) => calls.map(({ name }) => name.text)));
}

describe('documents read from one tree with different tools', () => {
  const known = { isTool: (name: string) => name === '查库存' };
  const unknown = { isTool: () => false, finish: ['查库存'] };

  it.each([
    ['the tool known first', [known, unknown]],
    ['the tool known last', [unknown, known]],
    ['the tool known twice', [known, known]],
    ['the tool never known', [unknown, unknown]],
  ])('keep their own calls: %s', (_, tools) => {
    const tree = parseShots(TEXT);
    const documents = tools.map((each) => projectDocument(tree, each));
    expect(documents.map(callsIn)).toEqual(tools.map((each) => (each === known ? ['查库存'] : [])));
  });
});
