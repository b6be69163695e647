import { defineMessages } from '../../l10n/messages.ts';
import type { Shot } from '../../model/model.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { propertySchema } from '../../schemas/arguments.ts';
import { isList } from '../../schemas/pointer.ts';
import type { JsonValue } from '../../schemas/tool.ts';
import { leniency, visitValues } from '../callPlaces.ts';
import type { CheckedCall } from '../checkedCall.ts';
import { defineRule } from '../rule.ts';
import { excerpt } from '../wording.ts';

const say = defineMessages({
  ungrounded: {
    en: '{value} comes from nowhere: neither the user nor an observation said it before this call.',
    'zh-CN': '{value} 没有来源：在这次调用之前，用户和观察结果都没有提到过。',
  },
});

export const ungroundedArgument = defineRule({
  id: 'ungrounded-argument',
  group: 'calls',
  summary: {
    en: 'Numbers in a call come from what the user or an observation said.',
    'zh-CN': '调用中的号码应来自用户的话或观察结果。',
  },
  defaultSeverity: 'off',
  check: {
    shots: ({ calls, document }, _options, report) => {
      const saidIn = numbersByShot(document.text);
      for (const checked of calls) {
        visitNumbers(checked, document.text, (node, digits) => {
          const first = saidIn(checked.site.shot).get(digits);
          if (first !== undefined && first < checked.site.call.start) return;
          const value = excerpt(document.text, node);
          report({ range: node, message: say('ungrounded', { value }), ...leniency(checked) });
        });
      }
    },
  },
});

/** A number with up to one space, hyphen or comma between its digits, as people group them. */
const NUMBER = /\d(?:[ ,-]?\d){3,}/g;

/**
 * Answers where each number of four digits or more is first said in a shot, by the user or in an observation. Asked
 * in document order it looks at the text once, whatever the number of calls.
 */
function numbersByShot(text: string): (shot: Shot) => ReadonlyMap<string, number> {
  const search = new RegExp(NUMBER);
  let known: { readonly shot: Shot; readonly numbers: ReadonlyMap<string, number> } | undefined;
  return (shot) => {
    if (known?.shot !== shot) known = { shot, numbers: numbersSaid(text, shot, search) };
    return known.numbers;
  };
}

function numbersSaid(text: string, shot: Shot, search: RegExp): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const add = (digits: string, at: number) => {
    if (digits.length >= 4 && !numbers.has(digits)) numbers.set(digits, at);
  };
  search.lastIndex = shot.start;
  let next = search.exec(text);
  for (const { role, content } of shot.blocks) {
    const counts = role === 'user' || role === 'userRequest' || role === 'observation' || role === 'apiResponse';
    for (; next !== null && next.index < content.end; next = search.exec(text)) {
      if (!counts || next.index < content.start) continue;
      add(next[0].replace(/\D/g, ''), next.index);
      for (const part of next[0].split(/[ ,-]/)) add(part, next.index);
    }
  }
  return numbers;
}

/** Hands over the values that name something by number: four digits or more, no date, not from the schema itself. */
function visitNumbers(checked: CheckedCall, text: string, visit: (node: ScalarNode, digits: string) => void): void {
  visitValues(checked.site.call, (node) => {
    if (node.kind !== 'string' && (node.kind !== 'number' || node.folded === true)) return;
    if (node.end - node.start < 4) return;
    const written = node.kind === 'string' ? node.value : text.slice(node.start, node.end);
    const number = /\d(?:[ ,-]?\d){3,}/.exec(written);
    if (number === null || isDate(written) || isNamed(checked, node)) return;
    visit(node, number[0].replace(/\D/g, ''));
  });
}

type ScalarNode = Extract<ValueNode, { kind: 'string' | 'number' }>;

/** Dates and times are often worked out from "tomorrow" or "next week". */
function isDate(written: string): boolean {
  return /(?:19|20)\d{2}[-/.年]?(?:0?[1-9]|1[0-2])[-/.月]?(?:[0-3]?\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|^(?:19|20)\d{2}$/.test(
    written,
  );
}

/** True for a value that the schema of its argument names itself: in an enum, as default or as example. */
function isNamed({ tool, site }: CheckedCall, node: ScalarNode): boolean {
  const argument = site.call.arguments.find(({ start, end }) => start <= node.start && node.end <= end);
  const schema = tool === undefined ? undefined : propertySchema(tool, argument?.name?.text ?? '');
  if (schema === undefined) return false;
  const { enum: choices, examples, default: fallback, const: only, example } = schema;
  const named = [choices, examples, fallback, only, example].flatMap((value): readonly (JsonValue | undefined)[] => {
    return isList(value) ? value : [value];
  });
  return named.includes(node.value);
}
