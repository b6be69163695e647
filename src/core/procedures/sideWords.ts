import { defineMessages, type Message } from '../l10n/messages.ts';
import { isNegative } from './flow/flow.ts';
import type { FlowSide } from './sides.ts';

const say = defineMessages({
  if: { en: 'if {text}', 'zh-CN': '如果{text}' },
  not: { en: 'not: {text}', 'zh-CN': '否：{text}' },
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
  readonly edges: readonly Parameters<typeof isNegative>[0][];
};

/** What a side of a decision is called. */
export function describeSide(side: DescribedSide): Message {
  const { kind, condition, limit, edges } = side;
  const words = condition?.replace(/\s+/g, ' ').trim() ?? '';
  const [edge] = edges;
  const text =
    kind !== 'false' && words !== '' && edge !== undefined && isNegative(edge) ? say('not', { text: words }) : words;
  const args = { text };
  switch (kind) {
    case 'false':
      return text === '' ? say('otherwise') : say('not', args);
    case 'loop': {
      const branch = text === '' ? say('again') : say('repeatIf', args);
      return limit === undefined ? branch : say('atMost', { branch, limit });
    }
    case 'handoff':
      return text === '' ? say('handoff') : say('handoffIf', args);
    case 'any':
      return text === '' ? say('any') : say('anyIf', args);
    default:
      return typeof text === 'string' ? say('if', args) : text;
  }
}
