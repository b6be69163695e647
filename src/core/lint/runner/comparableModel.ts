import { createOpenValueList, toPlainValue } from '../../callChecks/callValues.ts';
import type { CheckedCall } from '../../callChecks/checkedCall.ts';
import type { Block } from '../../model/model.ts';
import type { Procedure } from '../../procedures/procedure.ts';
import { replaceHtmlComments } from '../../text/htmlComments.ts';
import { isObject, type JsonValue } from '../../text/json.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsSubject } from '../../workspace/subjects.ts';

/**
 * What a shots document says, as text that can be compared: roles, calls, words and comments. Two documents that differ
 * only in label words, punctuation, spacing, the names of positional arguments, lossless types and repeated equal
 * arguments have the same text.
 */
export function toComparableShots({ document, calls }: ShotsSubject): string {
  const callsOf = new Map<Block, CheckedCall[]>();
  for (const checked of calls) {
    const list = callsOf.get(checked.site.block) ?? [];
    callsOf.set(checked.site.block, list);
    list.push(checked);
  }
  const argumentRanges = calls.map(({ site }) => site.call.argumentsRange).sort(compareStarts);
  const shots = document.shots.map((shot) => ({
    id: shot.id?.value,
    status: shot.status?.state,
    rounds: shot.rounds.map(({ blocks }) => blocks.length),
    blocks: shot.blocks.map((block) => {
      const own = callsOf.get(block) ?? [];
      const covered = [...own.map(({ site }) => site.call), ...rangesWithin(argumentRanges, block.content)];
      return [block.role, own.map(toComparableCall), wordsOf(document.text, block.content, covered)];
    }),
  }));
  const comments = document.tree.comments.map(({ inner }) => document.text.slice(inner.start, inner.end).trim());
  const outside = document.tree.texts.map((node) => wordsOf(document.text, node, []));
  const systems = document.systems.map(({ content }) => wordsOf(document.text, content, []));
  return JSON.stringify([shots, systems, comments, outside, document.openSlots.length, document.elidedShots.length]);
}

/** What a procedure says, as text that can be compared: its steps, their kinds, and where it refers to them. */
export function toComparableProcedure({ text, steps, flow }: Procedure): string {
  const words = steps.map(({ kind, words }) => [kind, wordsOf(text, words, [])]);
  return JSON.stringify([words, flow.references.length]);
}

/** A call with its arguments under their names; of equal duplicates only one is left. */
function toComparableCall({ site, values, duplicates, surplus }: CheckedCall): unknown {
  const { call } = site;
  const differing = duplicates.flatMap(({ first, again }) => {
    const [one, other] = [first.value, again.value].map((node) =>
      JSON.stringify(toComparableValue(toPlainValue(node, [], createOpenValueList()))),
    );
    return one === other ? [] : [other];
  });
  const names = Object.keys(values).sort();
  return [
    call.name.text,
    names.map((name) => [name, toComparableValue(values[name] ?? null)]),
    differing,
    surplus.length,
    site.mention,
    call.problems.some(({ kind }) => kind === 'syntax'),
  ];
}

/** A value without the difference between `"3"` and `3`, which a schema removes. */
function toComparableValue(value: JsonValue): unknown {
  if (typeof value === 'string') {
    if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?$/.test(value) ? Number(value) : value;
  }
  if (Array.isArray(value)) return value.map(toComparableValue);
  if (!isObject(value)) return value;
  return Object.keys(value)
    .sort()
    .map((key) => [key, toComparableValue(value[key] ?? null)]);
}

function compareStarts(a: TextRange, b: TextRange): number {
  return a.start - b.start;
}

/** The ranges that start inside another one; `sorted` is in the order of their starts. */
function rangesWithin(sorted: readonly TextRange[], { start, end }: TextRange): readonly TextRange[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? end) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((sorted[last]?.start ?? end) < end) last++;
  return sorted.slice(low, last);
}

/** The letters and digits of a range, without the ranges that are compared as calls. */
function wordsOf(text: string, { start, end }: TextRange, covered: readonly TextRange[]): string {
  const holes = covered.filter((hole) => hole.start >= start && hole.end <= end).sort(compareStarts);
  let words = '';
  let at = start;
  for (const hole of holes) {
    if (hole.start > at) words += text.slice(at, hole.start);
    at = Math.max(at, hole.end);
  }
  return replaceHtmlComments(words + text.slice(at, end), '').replace(NOT_WORDS, '');
}

const NOT_WORDS = /[\s\p{P}\p{S}\p{Cf}]+/gu;
