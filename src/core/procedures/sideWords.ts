import { defineMessages, type Message } from '../l10n/messages.ts';
import { embedded } from './embedded.ts';
import { type FlowEdge, isNegative } from './flow/flow.ts';
import { negated } from './negation.ts';
import type { FlowSide } from './sides.ts';

const say = defineMessages({
  if: { en: 'if {text}', 'zh-CN': '如果{text}' },
  unless: { en: 'unless {text}', 'zh-CN': '除非{text}' },
  until: { en: 'until {text}', 'zh-CN': '直到{text}' },
  otherwise: { en: 'otherwise', 'zh-CN': '否则' },
  again: { en: 'repeat', 'zh-CN': '重复' },
  repeatIf: { en: 'repeat: {text}', 'zh-CN': '重复：{text}' },
  atMost: { en: '{branch} (at most {limit} times)', 'zh-CN': '{branch}（最多 {limit} 次）' },
  handoff: { en: 'hand over', 'zh-CN': '转交' },
  handoffIf: { en: 'hand over: {text}', 'zh-CN': '转交：{text}' },
  any: { en: 'at any time', 'zh-CN': '任何时候' },
  anyIf: { en: 'at any time: {text}', 'zh-CN': '任何时候：{text}' },
});

/** What the name of a side depends on. */
type DescribedSide = Pick<FlowSide, 'kind' | 'condition' | 'limit'> & {
  readonly edges: readonly (Parameters<typeof isNegative>[0] & Pick<FlowEdge, 'reference'>)[];
};

/** What a side of a decision is called. */
export function describeSide({ kind, condition, limit, edges }: DescribedSide): Message {
  const text = condition?.replace(/\s+/g, ' ').trim() ?? '';
  const [edge] = edges;
  const fails = kind === 'false' || (edge !== undefined && isNegative(edge));
  switch (kind) {
    case 'loop': {
      const branch = text === '' ? say('again') : say('repeatIf', { text: fails ? loopWords(text, edge) : text });
      return limit === undefined ? branch : say('atMost', { branch, limit });
    }
    case 'handoff':
      return text === '' ? say('handoff') : say('handoffIf', { text: fails ? failing(text) : text });
    case 'any':
      return text === '' ? say('any') : say('anyIf', { text });
    default:
      if (text === '') return say('otherwise');
      return fails ? failing(text) : say('if', { text: embedded(text) });
  }
}

/** `repeat until …` ends by its condition; `otherwise go back to step 1` names it for the side that does not go back. */
function loopWords(text: string, edge: DescribedSide['edges'][number] | undefined): Message {
  return edge?.reference === undefined ? say('until', { text: embedded(text) }) : failing(text);
}

/** The condition as one says it where it does not hold. */
function failing(text: string): Message {
  const opposite = negated(text);
  return opposite === undefined ? say('unless', { text: embedded(text) }) : say('if', { text: embedded(opposite) });
}
