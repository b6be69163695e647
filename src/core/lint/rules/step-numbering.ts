import { defineMessages } from '../../l10n/messages.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { writeLike } from '../numerals.ts';
import { defineRule, type TextEdit } from '../rule.ts';

const say = defineMessages({
  wrong: {
    en: 'This step is numbered {found}; after {before} comes {wanted}.',
    'zh-CN': '这一步编号为 {found}，而 {before} 之后应为 {wanted}。',
  },
  first: {
    en: 'The first step is numbered {found}; expected {wanted}.',
    'zh-CN': '第一步编号为 {found}，应为 {wanted}。',
  },
  fix: { en: 'Number it {wanted}', 'zh-CN': '改为 {wanted}' },
});

export const stepNumbering = defineRule({
  id: 'step-numbering',
  group: 'procedure',
  summary: { en: 'Steps are numbered one after the other.', 'zh-CN': '步骤编号要连续。' },
  defaultSeverity: 'warning',
  fixable: 'fix',
  check: {
    procedure: ({ procedure }, _options, report) => {
      const referred = numbersReferredTo(procedure);
      for (const { step, wanted, before } of misnumbered(procedure.steps)) {
        const range = trimmedMarker(procedure.text, step);
        const names = { found: step.number, wanted, before: before ?? '' };
        const edit = renumbering(procedure.text, step, wanted);
        const fix = edit === undefined ? undefined : { title: say('fix', names), edits: [edit] };
        // Where the text itself points at steps by number, a new number would bend what it says.
        const offer = fix === undefined ? {} : referred ? { suggestions: [fix] } : { fix };
        report({ range, message: say(before === undefined ? 'first' : 'wrong', names), ...offer });
      }
    },
  },
});

interface Misnumbered {
  readonly step: Step;
  readonly wanted: string;
  readonly before: string | undefined;
}

/** Each step counts on from its elder sibling; sub-steps carry the number their parent should have. */
function* misnumbered(steps: readonly Step[]): Generator<Misnumbered> {
  const counters: number[] = [];
  const written: string[] = [];
  for (const step of steps) {
    const depth = Math.min(step.number.split('.').length, counters.length + 1);
    const isFirst = counters.length < depth;
    counters.length = depth;
    const own = Number(step.number.split('.').at(-1));
    // A list may begin at zero or one; where it begins elsewhere, something is missing.
    counters[depth - 1] = isFirst ? (own === 0 && depth === 1 ? 0 : 1) : (counters[depth - 1] ?? 0) + 1;
    const wanted = counters.join('.');
    if (step.number !== wanted) yield { step, wanted, before: isFirst ? undefined : written[depth - 1] };
    written[depth - 1] = wanted;
  }
}

const NUMERAL = /\d+(?:\.\d+)*|[０-９]+|[零〇一二两三四五六七八九十]+|[\u2460-\u2473]/;

function renumbering(text: string, { marker }: Step, wanted: string): TextEdit | undefined {
  const written = text.slice(marker.start, marker.end);
  const match = NUMERAL.exec(written);
  if (match === null) return undefined;
  const isPlain = /^[\d.]+$/.test(match[0]);
  const newText = isPlain ? wanted : writeLike(match[0], Number(wanted));
  const start = marker.start + match.index;
  return newText === undefined ? undefined : { range: { start, end: start + match[0].length }, newText };
}

function numbersReferredTo({ text, steps }: Procedure): boolean {
  return steps.some(({ content }) =>
    /第\s*[\d一二三四五六七八九十]+\s*步|步骤\s*[\d一二三四五六七八九十]+|\bstep\s+\d/i.test(
      text.slice(content.start, content.end),
    ),
  );
}

function trimmedMarker(text: string, { marker }: Step) {
  let end = marker.end;
  while (end > marker.start && /\s/.test(text.charAt(end - 1))) end--;
  return { start: marker.start, end };
}
