import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import type { FlowNode } from '../../procedures/flow/flow.ts';
import { parseProcedure } from '../../procedures/parseProcedure.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { toolLinksOf } from '../../procedures/toolLinks/toolLinks.ts';
import { hasHan } from '../../text/han.ts';
import type { TextRange } from '../../text/range.ts';
import type { ProcedureContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  name: { en: 'Name the tool {tool} in this step', 'zh-CN': '在此步骤中写明工具 {tool}' },
});

/** Names the tools that the step at the cursor is about after its words; a tool that only fits it is asked for so. */
export function toolNaming(
  { render }: FeatureServices,
  { uri, lines, subject }: ProcedureContext,
  at: TextRange,
): readonly CodeAction[] {
  const { procedure, tools } = subject;
  const nodes = procedure.flow.nodes.filter(
    ({ kind, range }) => kind === 'step' && range.start <= at.end && at.start <= range.end,
  );
  if (nodes.length === 0) return [];
  const links = toolLinksOf(procedure, tools.tools, nodes);
  const unnamed = nodes.flatMap((node) =>
    (links.get(node.id) ?? []).flatMap(({ tool, isNamed }) => (isNamed ? [] : [{ node, tool }])),
  );
  return unnamed.flatMap(({ node, tool }) => {
    const offset = endOfWords(procedure, node);
    if (offset === undefined) return [];
    const newText = hasHan(node.text) ? `（\`${tool}\`）` : ` (\`${tool}\`)`;
    const named = `${procedure.text.slice(0, offset)}${newText}${procedure.text.slice(offset)}`;
    if (!isKept(procedure, parseProcedure(uri, named), node, tool)) return [];
    const edit = { changes: { [uri]: [{ range: toRange(lines, { start: offset, end: offset }), newText }] } };
    return [{ title: render(say('name', { tool })), kind: CodeActionKind.QuickFix, edit }];
  });
}

const PUNCTUATION = ' \t\r.。;；,，:：!！';

/** Where the words of a node end, before their punctuation. */
function endOfWords({ text }: Procedure, { range }: FlowNode): number | undefined {
  const lineEnd = text.indexOf('\n', range.start);
  let end = lineEnd === -1 ? range.end : Math.min(range.end, lineEnd);
  while (end > range.start && PUNCTUATION.includes(text.charAt(end - 1))) end--;
  return end === range.start ? undefined : end;
}

/** The same graph, but for the tool of the node. */
function isKept(before: Procedure, after: Procedure, { id }: FlowNode, tool: string): boolean {
  const edges = ({ flow }: Procedure) =>
    JSON.stringify(flow.edges.map(({ from, to, kind, condition }) => [from, to, kind, condition]));
  const named = after.flow.nodes.find((node) => node.id === id);
  return named?.tools.includes(tool) === true && edges(before) === edges(after);
}
