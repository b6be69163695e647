import { defineMessages } from '../../l10n/messages.ts';
import type { Shot } from '../../model/model.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { propertySchema } from '../../schemas/arguments.ts';
import { isList } from '../../schemas/pointer.ts';
import type { JsonObject, JsonValue } from '../../schemas/tool.ts';
import { leniency } from '../callPlaces.ts';
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
      let said: { readonly shot: Shot; readonly numbers: ReadonlyMap<string, number> } | undefined;
      for (const checked of calls) {
        for (const { node, digits } of numbersOf(checked, document.text)) {
          const { shot } = checked.site;
          if (said?.shot !== shot) said = { shot, numbers: numbersSaid(document.text, shot) };
          const first = said.numbers.get(digits);
          if (first !== undefined && first < checked.site.call.start) continue;
          report({
            range: node,
            message: say('ungrounded', { value: excerpt(document.text, node) }),
            ...leniency(checked),
          });
        }
      }
    },
  },
});

/** A number with up to one space, hyphen or comma between its digits, as people group them. */
const NUMBER = /\d(?:[ ,-]?\d){3,}/g;

/** Where each number of four digits or more is first said, by the user or in an observation of the shot. */
function numbersSaid(text: string, shot: Shot): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const add = (digits: string, at: number) => {
    if (digits.length >= 4 && !numbers.has(digits)) numbers.set(digits, at);
  };
  for (const { role, content } of shot.blocks) {
    if (role !== 'user' && role !== 'userRequest' && role !== 'observation' && role !== 'apiResponse') continue;
    for (const match of text.slice(content.start, content.end).matchAll(NUMBER)) {
      const at = content.start + match.index;
      add(match[0].replace(/\D/g, ''), at);
      for (const part of match[0].split(/[ ,-]/)) add(part, at);
    }
  }
  return numbers;
}

/** The values of a call that name something by number: four digits or more, no date, not from the schema itself. */
function* numbersOf(checked: CheckedCall, text: string) {
  for (const argument of checked.site.call.arguments) {
    const name = argument.name?.text ?? '';
    const property = checked.tool === undefined ? undefined : propertySchema(checked.tool, name);
    for (const node of leaves(argument.value)) {
      const written = node.kind === 'string' ? node.value : text.slice(node.start, node.end);
      const digits = /\d(?:[ ,-]?\d){3,}/.exec(written)?.[0].replace(/\D/g, '');
      if (digits === undefined || isDate(written) || isNamed(property, node)) continue;
      yield { node, digits };
    }
  }
}

function* leaves(value: ValueNode): Generator<Extract<ValueNode, { kind: 'string' | 'number' }>> {
  const waiting = [value];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'string' || (node.kind === 'number' && node.folded !== true)) yield node;
    else if (node.kind === 'array') for (const item of node.items.toReversed()) waiting.push(item);
    else if (node.kind === 'object') for (const entry of node.entries.toReversed()) waiting.push(entry.value);
  }
}

/** Dates and times are often worked out from "tomorrow" or "next week". */
function isDate(written: string): boolean {
  return /(?:19|20)\d{2}[-/.年]?(?:0?[1-9]|1[0-2])[-/.月]?(?:[0-3]?\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|^(?:19|20)\d{2}$/.test(
    written,
  );
}

/** True for a value that the schema names itself: in an enum, as default or as example. */
function isNamed(schema: JsonObject | undefined, node: Extract<ValueNode, { kind: 'string' | 'number' }>): boolean {
  if (schema === undefined) return false;
  const { enum: choices, examples, default: fallback, const: only, example } = schema;
  const named = [choices, examples, fallback, only, example].flatMap((value): readonly (JsonValue | undefined)[] => {
    return isList(value) ? value : [value];
  });
  return named.includes(node.value);
}
