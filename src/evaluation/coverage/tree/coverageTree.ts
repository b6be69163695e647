import type { Language } from '../../../core/index.ts';
import type { Coverage } from '../model.ts';
import { procedureNode } from './procedureNodes.ts';
import { toolsNode } from './toolNodes.ts';
import type { TreeNode } from './treeNode.ts';
import { createTreeWords } from './words.ts';

/** The procedures with their steps, branches and rounds, and the tools with what no shot shows of them. */
export function toCoverageTree(
  { procedures, tools }: Coverage,
  language: Language,
  pathOf: (uri: string) => string,
): readonly TreeNode[] {
  const words = createTreeWords(language);
  const lines = procedures.map((procedure) => procedureNode(procedure, words, pathOf));
  return tools.length === 0 ? lines : [...lines, toolsNode(tools, words, pathOf)];
}
