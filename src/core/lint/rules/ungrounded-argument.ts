import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import { visitValues } from '../../callChecks/visitValues.ts';
import { defineMessages } from '../../l10n/messages.ts';
import type { Shot } from '../../model/model.ts';
import type { ValueNode } from '../../parser/callNodes.ts';
import { getPropertySchema } from '../../schemas/arguments.ts';
import type { JsonValue } from '../../text/json.ts';
import { isList } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import type { LongNumbers } from '../analysis/longNumbers.ts';
import { defineRule } from '../rule.ts';
import { getSeverityLimit } from '../support/callRanges.ts';
import { toExcerpt } from '../support/wording.ts';

const say = defineMessages({
  ungrounded: {
    en: '{value} has no source: neither the user nor an observation mentions it before this call.',
    'zh-CN': '{value} 没有来源：在这次调用之前，用户和观察结果都没有提到过。',
  },
});

export const ungroundedArgument = defineRule({
  id: 'ungrounded-argument',
  group: 'calls',
  summary: {
    en: 'Numbers in a call must come from the user or an observation.',
    'zh-CN': '调用中的号码必须来自用户的请求或观察结果。',
  },
  defaultSeverity: 'off',
  check: {
    shots: ({ document, index, longNumbers: numbers }, _options, report) => {
      const said = createSayings(document.text, numbers);
      index.calls.withLongNumbers.forEach(({ checked, number }) => {
        const { call, shot } = checked.site;
        if (said.areSaid(shot, number, call)) return;
        visitNumbers(checked, document.text, (node, digits, written) => {
          if (said.isSaid(shot, digits, call.start) || isDate(written) || isNamed(checked, node)) return;
          const value = toExcerpt(document.text, node);
          report({ range: node, message: say('ungrounded', { value }), ...getSeverityLimit(checked) });
        });
      });
    },
  },
});

const END = Number.POSITIVE_INFINITY;

/** What was said of numbers in a shot. Shots are asked in order. */
interface Sayings {
  /** True if the user or an observation said a number before an offset. */
  isSaid(shot: Shot, digits: string, before: number): boolean;
  /** True if all numbers in a call, of which `first` is the first, were written so before: a look at the text tells. */
  areSaid(shot: Shot, first: number, call: TextRange): boolean;
}

/** Where more numbers than this were said, they are looked up instead of compared. */
const MOST_COMPARED = 32;

function createSayings(text: string, { starts, ends }: LongNumbers): Sayings {
  /** The numbers said in the shot asked last, as places in `starts`. */
  const said: number[] = [];
  /** The same by their digits, once they are looked up. */
  let firsts: Map<string, number> | undefined;
  let known: Shot | undefined;
  let next = 0;
  const read = (shot: Shot) => {
    known = shot;
    said.length = 0;
    firsts = undefined;
    while ((starts[next] ?? END) < shot.start) next++;
    let at = next;
    for (const block of shot.blocks) {
      // Most blocks hold no number.
      if ((starts[at] ?? END) >= block.end) continue;
      const { roleInfo, content } = block;
      const counts = roleInfo.givesFacts === true;
      for (; (starts[at] ?? END) < content.end; at++) {
        if (counts && (starts[at] ?? END) >= content.start) said.push(at);
      }
    }
  };
  const isRepeated = (at: number, before: number): boolean => {
    const start = starts[at] ?? END;
    const length = (ends[at] ?? END) - start;
    for (const other of said) {
      const otherStart = starts[other] ?? END;
      if (otherStart >= before) return false;
      if ((ends[other] ?? END) - otherStart === length && isSameText(text, start, otherStart, length)) return true;
    }
    return false;
  };
  return {
    isSaid(shot, digits, before) {
      if (known !== shot) read(shot);
      if (firsts === undefined) {
        firsts = new Map();
        for (const at of said) addNumber(firsts, text.slice(starts[at], ends[at]), starts[at] ?? END);
      }
      const first = firsts.get(digits);
      return first !== undefined && first < before;
    },
    areSaid(shot, first, { start, end }) {
      if (known !== shot) read(shot);
      if (said.length > MOST_COMPARED) return false;
      for (let at = first; (starts[at] ?? END) < end; at++) if (!isRepeated(at, start)) return false;
      return true;
    },
  };
}

function isSameText(text: string, a: number, b: number, length: number): boolean {
  for (let index = 0; index < length; index++) {
    if (text.charCodeAt(a + index) !== text.charCodeAt(b + index)) return false;
  }
  return true;
}

/** A number counts as a whole and by its groups. */
function addNumber(firsts: Map<string, number>, written: string, at: number): void {
  if (!/\D/.test(written)) {
    if (!firsts.has(written)) firsts.set(written, at);
    return;
  }
  const groups = [written.replace(/\D/g, ''), ...written.split(/[ ,-]/)];
  for (const digits of groups) if (digits.length >= 4 && !firsts.has(digits)) firsts.set(digits, at);
}

/** Hands over the values that hold a number of four digits or more. */
function visitNumbers(
  checked: CheckedCall,
  text: string,
  visit: (node: ScalarNode, digits: string, written: string) => void,
): void {
  visitValues(checked.site.call, (node) => {
    if (node.kind !== 'string' && (node.kind !== 'number' || node.folded === true)) return;
    const written = node.kind === 'string' ? node.value : text.slice(node.start, node.end);
    if (written.length < 4) return;
    const number = /\d(?:[ ,-]?\d){3,}/.exec(written);
    if (number !== null) visit(node, number[0].replace(/\D/g, ''), written);
  });
}

type ScalarNode = Extract<ValueNode, { kind: 'string' | 'number' }>;

/** No number of something: dates and times are often worked out from "tomorrow" or "next week". */
function isDate(written: string): boolean {
  return /(?:19|20)\d{2}[-/.年]?(?:0?[1-9]|1[0-2])[-/.月]?(?:[0-3]?\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}|^(?:19|20)\d{2}$/.test(
    written,
  );
}

/** True for a value that the schema of its argument names itself: in an enum, as default or as example. */
function isNamed({ tool, site }: CheckedCall, node: ScalarNode): boolean {
  const argument = site.call.arguments.find(({ start, end }) => start <= node.start && node.end <= end);
  const schema = tool === undefined ? undefined : getPropertySchema(tool, argument?.name?.text ?? '');
  if (schema === undefined) return false;
  const { enum: choices, examples, default: fallback, const: only, example } = schema;
  const named = [choices, examples, fallback, only, example].flatMap((value): readonly (JsonValue | undefined)[] => {
    return isList(value) ? value : [value];
  });
  return named.includes(node.value);
}
