import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import type { TextEdit } from '../../lint/rule.ts';
import { parseProcedure } from '../../procedures/parseProcedure.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import type { TextRange } from '../../text/range.ts';
import type { ProcedureContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { bulletNumbers, inlineItemBreaks, sentenceNumbers } from './stepLayouts.ts';

const say = defineMessages({
  bullets: { en: 'Number the steps of this list', 'zh-CN': '为此列表的步骤编号' },
  inline: { en: 'Write one step per line', 'zh-CN': '每行写一个步骤' },
  sentences: { en: 'Number the steps of this paragraph', 'zh-CN': '为此段落的步骤编号' },
});

/** Another layout of the steps at the cursor: numbers for bullets and for sentences, and one step per line. */
export function procedureLayout(
  { render }: FeatureServices,
  { uri, lines, subject }: ProcedureContext,
  at: TextRange,
): readonly CodeAction[] {
  const { procedure } = subject;
  const layouts = [
    ['bullets', bulletNumbers(procedure, at), saysTheSame],
    ['inline', inlineItemBreaks(procedure, at), saysTheSame],
    ['sentences', sentenceNumbers(procedure, at), hasSameConditions],
  ] as const;
  return layouts.flatMap(([title, edits, isKept]) => {
    if (edits.length === 0 || !isKept(procedure, parseProcedure(uri, applied(procedure.text, edits), procedure)))
      return [];
    const changes = edits.map(({ range, newText }) => ({ range: toRange(lines, range), newText }));
    return [{ title: render(say(title)), kind: CodeActionKind.QuickFix, edit: { changes: { [uri]: changes } } }];
  });
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { range, newText } of edits) {
    result += text.slice(at, range.start) + newText;
    at = range.end;
  }
  return result + text.slice(at);
}

/** The same steps with the same words under the same numbers, and references to the same of them. */
function saysTheSame(before: Procedure, after: Procedure): boolean {
  return describe(before) === describe(after);
}

function describe({ text, steps, flow }: Procedure): string {
  const words = steps.map((step) => [step.number, wordsOf(text, step.words)]);
  const numberOf = new Map(steps.map(({ id, number }) => [id, number]));
  const references = flow.references.map(({ label, target }) => [label, target && numberOf.get(target)]);
  return JSON.stringify([words, references, conditionsOf({ flow })]);
}

function hasSameConditions(before: Procedure, after: Procedure): boolean {
  return JSON.stringify(conditionsOf(before)) === JSON.stringify(conditionsOf(after));
}

/** What the branches of a procedure depend on, and which of them leave it. */
function conditionsOf({ flow }: Pick<Procedure, 'flow'>): readonly string[] {
  return flow.edges
    .flatMap(({ kind, condition }) => (condition === undefined ? [] : [`${kind} ${condition.replaceAll(/\s/g, '')}`]))
    .sort();
}

function wordsOf(text: string, { start, end }: TextRange): string {
  return text.slice(start, end).replaceAll(/\s/g, '');
}
