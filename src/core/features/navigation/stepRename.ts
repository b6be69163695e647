import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Cancellation } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { writeNumeralLike } from '../../lint/support/numerals.ts';
import type { FeatureContext } from '../context.ts';
import type { StepEntity } from '../entity.ts';
import type { Refusal } from '../features.ts';
import type { FeatureServices } from '../services.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';
import { getOccurrences } from './occurrences.ts';
import { workspaceEdit } from './workspaceEdit.ts';

const say = defineMessages({
  cancelled: { en: 'The rename was canceled.', 'zh-CN': '重命名已取消。' },
  numeral: {
    en: 'The numbering style of the procedure cannot represent {number}.',
    'zh-CN': '该流程的编号样式无法表示 {number}。',
  },
});

const NUMERAL = /\d+(?:\.\d+)*|[０-９]+|[零〇一二两三四五六七八九十]+|[\u2460-\u2473]/;

/** Gives a step another number, and with it the steps below it, in the procedure and in every round that names it. */
export async function stepEdits(
  services: FeatureServices,
  context: FeatureContext,
  entity: StepEntity,
  number: string,
  cancellation: Cancellation,
): Promise<WorkspaceEdit | Refusal> {
  const numbers = new Map<NamedOccurrence, string>();
  for (const step of entity.procedure?.steps ?? []) {
    if (step.number !== entity.number && !step.number.startsWith(`${entity.number}.`)) continue;
    const moved = `${number}${step.number.slice(entity.number.length)}`;
    const own: StepEntity = { ...entity, number: step.number, step };
    for (const occurrence of await getOccurrences(services, context, own, cancellation)) numbers.set(occurrence, moved);
  }
  if (cancellation.isCancellationRequested) return { refused: say('cancelled') };
  const written = new Map(
    [...numbers].map(([occurrence, newNumber]) => [occurrence, renumbered(occurrence, newNumber)]),
  );
  if ([...written.values()].includes(undefined)) return { refused: say('numeral', { number }) };
  return workspaceEdit([...written.keys()], (occurrence) => written.get(occurrence));
}

/** A marker or a mention with another number in its own numerals. */
function renumbered({ text, range }: NamedOccurrence, newNumber: string): string | undefined {
  const now = text.slice(range.start, range.end);
  const match = NUMERAL.exec(now);
  if (match === null) return undefined;
  const numeral = /^[\d.]+$/.test(match[0])
    ? newNumber
    : /^\d+$/.test(newNumber)
      ? writeNumeralLike(match[0], Number(newNumber))
      : undefined;
  return numeral === undefined
    ? undefined
    : `${now.slice(0, match.index)}${numeral}${now.slice(match.index + match[0].length)}`;
}
