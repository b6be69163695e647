import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { Cancellation } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { writeLike } from '../../lint/numerals.ts';
import type { FeatureContext } from '../context.ts';
import type { StepEntity } from '../entity.ts';
import type { Refusal } from '../features.ts';
import type { FeatureServices } from '../services.ts';
import { type NamedPlace, placesOf } from './places.ts';
import { workspaceEdit } from './workspaceEdit.ts';

const say = defineMessages({
  cancelled: { en: 'The renaming was cancelled.', 'zh-CN': '重命名已取消。' },
  numeral: {
    en: 'The procedure counts its steps in numerals that cannot write {number}.',
    'zh-CN': '该流程所用的编号样式无法写出 {number}。',
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
  const numbers = new Map<NamedPlace, string>();
  for (const step of entity.procedure?.steps ?? []) {
    if (step.number !== entity.number && !step.number.startsWith(`${entity.number}.`)) continue;
    const moved = `${number}${step.number.slice(entity.number.length)}`;
    const own: StepEntity = { ...entity, number: step.number, step };
    for (const place of await placesOf(services, context, own, cancellation)) numbers.set(place, moved);
  }
  if (cancellation.isCancellationRequested) return { refused: say('cancelled') };
  const written = new Map([...numbers].map(([place, wanted]) => [place, renumbered(place, wanted)]));
  if ([...written.values()].includes(undefined)) return { refused: say('numeral', { number }) };
  return workspaceEdit([...written.keys()], (place) => written.get(place));
}

/** A marker or a mention with another number in its own numerals. */
function renumbered({ text, range }: NamedPlace, wanted: string): string | undefined {
  const now = text.slice(range.start, range.end);
  const match = NUMERAL.exec(now);
  if (match === null) return undefined;
  const numeral = /^[\d.]+$/.test(match[0])
    ? wanted
    : /^\d+$/.test(wanted)
      ? writeLike(match[0], Number(wanted))
      : undefined;
  return numeral === undefined
    ? undefined
    : `${now.slice(0, match.index)}${numeral}${now.slice(match.index + match[0].length)}`;
}
