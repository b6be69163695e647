import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import { defineMessages } from '../l10n/messages.ts';
import { toExcerpt } from '../lint/support/wording.ts';
import { getStepLinks } from '../procedures/stepLinks.ts';
import { touches } from '../text/range.ts';
import { getNamedArguments } from './callOccurrences.ts';
import type { ShotsContext } from './context.ts';
import { toOffsets } from './ranges.ts';
import type { FeatureServices } from './services.ts';

const say = defineMessages({
  step: { en: 'step {number}', 'zh-CN': '第 {number} 步' },
  probably: { en: 'step {number}?', 'zh-CN': '第 {number} 步？' },
  tool: { en: 'Based on the called tool: {text}', 'zh-CN': '根据所调用的工具：{text}' },
  text: { en: 'Based on the text: {text}', 'zh-CN': '根据文字推测：{text}' },
});

/** Names of positional arguments, and the step a round carries out where no comment says it. */
export async function inlayHints(
  services: FeatureServices,
  uri: string,
  range: Range,
  kind: FileKind | undefined,
): Promise<readonly InlayHint[]> {
  const { parameterNames, steps } = services.options().inlayHints;
  if (!parameterNames && !steps) return [];
  const context = await services.load(uri, kind);
  if (context?.kind !== 'shots') return [];
  const within = toOffsets(context.lines, range);
  const names = parameterNames ? nameHints(context) : [];
  const numbers = steps ? stepHints(services, context) : [];
  const isWithin = ({ position }: InlayHint): boolean => touches(within, context.lines.offsetAt(position));
  return [...names, ...numbers].filter(isWithin);
}

function nameHints({ lines, subject }: ShotsContext): readonly InlayHint[] {
  return subject.document.callOccurrences.flatMap(({ call, mention }) => {
    const tool = mention || call.unreadable === true ? undefined : subject.tools.get(call.name.text);
    // Free text in brackets or after a second label reads better without a name before it.
    if (tool === undefined || call.form === 'bracket' || call.form === 'two-labels') return [];
    return getNamedArguments(call, tool).flatMap(({ argument, name }): InlayHint[] => {
      if (argument.name !== undefined || name === undefined) return [];
      const position = lines.positionAt(argument.value.start);
      return [{ position, label: `${name}:`, kind: InlayHintKind.Parameter, paddingRight: true }];
    });
  });
}

function stepHints(services: FeatureServices, { lines, subject }: ShotsContext): readonly InlayHint[] {
  const { document, procedures } = subject;
  return getStepLinks(document, procedures).links.flatMap(({ by, step, procedure, place }): InlayHint[] => {
    if (by === 'comment') return [];
    const label = services.render(say(by === 'text' ? 'probably' : 'step', { number: step.number }));
    const tooltip = services.render(say(by, { text: toExcerpt(procedure.text, step.content) }));
    return [{ position: lines.positionAt(place.start), label, tooltip, paddingRight: true }];
  });
}
