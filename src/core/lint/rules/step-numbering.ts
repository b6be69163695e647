import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { defineRule, type TextEdit } from '../rule.ts';
import { writeNumeralLike } from '../support/numerals.ts';

const say = defineMessages({
  wrong: {
    en: 'Step number {found} is out of sequence: expected {correct} after {before}.',
    'zh-CN': '步骤编号 {found} 不连续：{before} 之后应为 {correct}。',
  },
  first: {
    en: 'The first step has the number {found}, expected {correct}.',
    'zh-CN': '第一步的编号是 {found}，应为 {correct}。',
  },
  fix: { en: 'Change to {correct}', 'zh-CN': '更改为 {correct}' },
});

export const stepNumbering = defineRule({
  id: 'step-numbering',
  group: 'procedure',
  summary: { en: 'Steps must be numbered consecutively.', 'zh-CN': '步骤编号必须连续。' },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    procedure: ({ procedure }, _options, report) => {
      const mayRenumber = canRenumber(procedure);
      for (const list of procedure.lists) {
        const isPlain = mayRenumber && list.every(isCounted);
        for (const { step, correct, before } of misnumbered(list)) {
          const names = { found: step.number, correct, before: before ?? '' };
          const edit = isPlain ? renumbering(procedure.text, step, correct) : undefined;
          report({
            range: trimmedMarker(procedure.text, step),
            message: say(before === undefined ? 'first' : 'wrong', names),
            ...(edit === undefined ? {} : { fix: { title: say('fix', names), edits: [edit] } }),
          });
        }
      }
    },
  },
});

/** An excerpt that begins at 3, or a list with `10a`, is not renumbered. */
function isCounted(step: Step, index: number): boolean {
  return /^\d+$/.test(step.label.slice(step.label.lastIndexOf('.') + 1)) && (index > 0 || (numeralOf(step) ?? 0) <= 1);
}

interface Misnumbered {
  readonly step: Step;
  readonly correct: string;
  readonly before: string | undefined;
}

/** Each step counts on from the one before it in its list. `1. 1. 1.` counts one, two, three. */
function* misnumbered(list: readonly Step[]): Generator<Misnumbered> {
  if (list.every(({ label }) => label === list[0]?.label)) return;
  let counter: number | undefined;
  let before: Step | undefined;
  let written: string | undefined;
  for (const step of list) {
    const value = numeralOf(step);
    if (value === undefined) return;
    // `Step 2.0` after `Step 1.1` begins another list.
    if (before !== undefined && prefixOf(step) !== prefixOf(before)) {
      counter = undefined;
      written = undefined;
    }
    if (before !== undefined && isBeside(before, step)) continue;
    // A list may begin at zero or one; where it begins elsewhere, something is missing.
    const next: number = counter === undefined ? Math.min(value, 1) : counter + 1;
    // A note among the steps may have a number of its own.
    const expected = Math.min(Math.max(value, next), next + step.uncounted);
    const correct = withLast(step.number, expected);
    if (value !== expected) yield { step, correct, before: written };
    counter = expected;
    written = correct;
    before = step;
  }
}

/** `10a` after `10`, and rows of a table that are two sides of one step, carry a number twice. */
function isBeside(before: Step, step: Step): boolean {
  const isSuffixed = /\d[a-z]$/.test(step.label) && numeralOf(step) === numeralOf(before);
  return isSuffixed || (step.label === before.label && before.condition !== undefined && step.condition !== undefined);
}

function prefixOf({ label }: Step): string {
  return label.slice(0, Math.max(0, label.lastIndexOf('.')));
}

function numeralOf({ label }: Step): number | undefined {
  const last = label.slice(label.lastIndexOf('.') + 1);
  if (/^\d+[a-z]?$/.test(last)) return Number.parseInt(last, 10);
  return /^[a-z]$/i.test(last) ? last.toLowerCase().charCodeAt(0) - 0x60 : undefined;
}

function withLast(number: string, value: number): string {
  const at = number.lastIndexOf('.') + 1;
  const last = number.slice(at);
  if (/^[a-z]$/.test(last)) return `${number.slice(0, at)}${String.fromCharCode(0x60 + value)}`;
  if (/^[A-Z]$/.test(last)) return `${number.slice(0, at)}${String.fromCharCode(0x40 + value)}`;
  return `${number.slice(0, at)}${value}`;
}

/** New numbers would mislead what refers to the old ones, and several lists leave open which number is meant. */
function canRenumber({ lists, flow, text }: Procedure): boolean {
  const isSingle = lists.filter((list) => list.length > 1).length <= 1;
  return isSingle && flow.references.length === 0 && !REFERENCE.test(text);
}

const REFERENCE =
  /第\s?[\d０-９一二三四五六七八九十]{1,4}\s?[步项条款点]|步骤\s?[\d一二三四五六七八九十]|(?:见|参照|同)\s?[\d.]{1,8}\d|同上|\b(?:see|go(?: back)? to|return to|proceed to|continue (?:with|at))\s+(?:step\s+)?\d/i;
const NUMERAL = /\d+(?:\.\d+)*|[０-９]+|[零〇一二两三四五六七八九十]+|[①-⑳]/;

function renumbering(text: string, { marker, label }: Step, correct: string): TextEdit | undefined {
  const written = text.slice(marker.start, marker.end);
  const match = NUMERAL.exec(written);
  if (match === null || !/^\d+$/.test(label)) return undefined;
  const value = Number(correct.slice(correct.lastIndexOf('.') + 1));
  const newText = writeNumeralLike(match[0], value);
  const start = marker.start + match.index;
  return newText === undefined ? undefined : { range: { start, end: start + match[0].length }, newText };
}

function trimmedMarker(text: string, { marker }: Step) {
  let end = marker.end;
  while (end > marker.start && /\s/.test(text.charAt(end - 1))) end--;
  return { start: marker.start, end };
}
