import { expect, test } from 'vitest';
import {
  blockText,
  type KnownTools,
  type ParseOptions,
  parseShots,
  projectDocument,
  type Round,
  type Shot,
  type ShotsDocument,
  type ShotsTree,
  type TreeNode,
} from '../../../src/core/index.ts';

/** A tree in one line: `user(hi) think(…) --rounds #title* preamble(…)`; blank lines are left out. */
export function treeOutline(tree: ShotsTree): string {
  return tree.nodes
    .map((node) => nodeOutline(tree, node))
    .filter((part) => part !== '')
    .join(' ');
}

function nodeOutline(tree: ShotsTree, node: TreeNode): string {
  const slice = (range: { start: number; end: number }) => tree.text.slice(range.start, range.end);
  switch (node.kind) {
    case 'block':
      return `${node.role}(${blockText(tree, node).text.replaceAll('\n', '|')})`;
    case 'heading':
      return `#${slice(node.title)}${node.startsShot ? '*' : ''}`;
    case 'separator':
      return `--${node.separates}`;
    case 'text':
      return `${node.place}(${slice(node).trim().replaceAll('\n', '|')})`;
    case 'comment':
      return `<!${slice(node.inner).trim()}>`;
    case 'fence':
      return '```';
    case 'frontMatter':
      return 'yaml';
    case 'bom':
      return 'bom';
    case 'blank':
      return '';
  }
}

/** A document in one line: `shot[user; round(think action{f}); answer] slot elided`. */
export function documentOutline(document: ShotsDocument): string {
  const shots = document.shots.map(shotOutline);
  const slots = document.openSlots.map(() => 'slot');
  const elided = document.elidedShots.map(() => 'elided');
  return [...shots, ...slots, ...elided].join(' ');
}

function shotOutline(shot: Shot): string {
  const parts = [
    ...(shot.heading === undefined ? [] : ['heading']),
    ...(shot.request === undefined ? [] : [shot.request.role]),
    ...(shot.plan === undefined ? [] : [`plan(${shot.plan.items.length})`]),
    ...shot.rounds.map(roundOutline),
    ...(shot.answer === undefined ? [] : ['answer']),
  ];
  return `shot[${parts.join('; ')}]`;
}

function roundOutline(round: Round): string {
  const blocks = round.blocks.map(
    (block) =>
      block.role + block.calls.map((call) => `{${call.name.text}}`).join('') + (block.mentions.length > 0 ? '~' : ''),
  );
  const step = round.step === undefined ? '' : `@${round.step.number} `;
  return `round(${step}${blocks.join(' ')})`;
}

/** One document per test: its name, its lines, the outline of its tree. */
export function treeTest(name: string, text: string, outline: string, options?: ParseOptions): void {
  test(name, () => expect(treeOutline(parseShots(text, options))).toBe(outline));
}

/** The tools of documents in tests: names that begin with a capital or an `f`. */
export const someTools: KnownTools = {
  isTool: (name) => /^(?:[A-Z]\w*|f\d?|提交工单)$/.test(name) && name !== 'Finish',
};

export function documentOf(text: string, tools: KnownTools = someTools): ShotsDocument {
  return projectDocument(parseShots(text), tools);
}

export function documentTest(name: string, text: string, outline: string): void {
  test(name, () => expect(documentOutline(documentOf(text))).toBe(outline));
}
