import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseShots, projectDocument, type Role } from '../../../src/core/index.ts';
import { corpusFolder } from '../../support/corpus.ts';

interface CorpusFile {
  readonly file: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly labels_agree: boolean;
}

const COUNTED: Readonly<Partial<Record<Role, string>>> = {
  think: 'thought',
  action: 'action',
  actionInput: 'action_input',
  observation: 'observation',
};

const folder = corpusFolder === undefined ? undefined : join(corpusFolder, 'react');
const files: readonly CorpusFile[] =
  folder === undefined ? [] : (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as CorpusFile[]);

/** The manifest counts labels that end in a colon; tags such as `<Thought>` are not in its counts. */
function countLabels(text: string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { thought: 0, action: 0, action_input: 0, observation: 0 };
  for (const node of parseShots(text).nodes) {
    const name = node.kind === 'block' && node.label.colon !== '' ? COUNTED[node.role] : undefined;
    if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe('real texts', () => {
  test('every file is read, and its labels are those of the manifest', () => {
    for (const { file, counts, labels_agree: agrees } of files) {
      const text = readFileSync(join(folder ?? '', file), 'utf8');
      const document = projectDocument(parseShots(text), { isTool: () => false });
      expect(document.tree.nodes.at(-1)?.end ?? 0, file).toBe(text.length);
      const { thought, action, action_input, observation } = counts;
      if (agrees) expect(countLabels(text), file).toEqual({ thought, action, action_input, observation });
    }
    expect(folder === undefined || files.length > 30).toBe(true);
  });
});
