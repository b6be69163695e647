import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken, FencedToken } from '../lineTokens.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { fieldOf } from './fields.ts';
import { type Line, linesBetween, type UnlabelledForm } from './form.ts';

/** A line that says that the solution begins, without a colon. */
const OPENING = /^(?:Let['’]s think step by step|让我们一步一步(?:地)?(?:思考|来想))[.:。：]?$/i;
const MAX_OPENING_LENGTH = 60;

/** The least examples that make what they have in common their form. */
const MIN_EXAMPLES = 2;

/** How much above the first request is searched for the field that opens an example. */
const MAX_ABOVE = 2000;

interface Example {
  readonly label: LabelledBlock;
  readonly lines: readonly Line[];
  /** The names of the fields in the lines, in the order in which each first occurs. */
  readonly keys: readonly string[];
  readonly fences: readonly FencedToken[];
}

/**
 * Lists of examples with fields of the author's own (`Question: …`, `Modules: …`): where nothing but requests has a
 * label, or nothing but thoughts, the last field that all of them have is the answer. Without such a field, the answer
 * is the code fence that each has.
 */
export const answerFields: UnlabelledForm = {
  find: (text, tokens) => {
    const labels = labelsOf(tokens);
    if (labels.length < MIN_EXAMPLES) return [];
    const examples = readExamples(text, tokens, labels);
    const key = answerKeyOf(text, examples);
    if (isMixed(labels) && examples.some(({ keys }) => key === undefined || !keys.includes(key))) return [];
    if (key !== undefined) return examples.flatMap((one) => answerOfField(one, key) ?? []);
    const withFence = examples.filter(({ fences }) => fences.length === 1);
    return withFence.length < neededOf(examples) ? [] : withFence.flatMap((one) => answerOfFence(one));
  },
};

/** The labels of the examples; none if a label of another role says what is what. */
function labelsOf(tokens: readonly ActiveToken[]): readonly LabelledBlock[] {
  const labels: LabelledBlock[] = [];
  for (const token of tokens) {
    if (token.kind !== 'block') continue;
    const { role } = token;
    if ((role !== 'user' && role !== 'think') || role !== (labels[0] ?? token).role) return [];
    labels.push(token);
  }
  return labels.some(({ spelling }) => spelling.context !== 'request') ? labels : [];
}

/** True if the labels are different words, or one that is no label by itself: then all examples must have the answer. */
function isMixed(labels: readonly LabelledBlock[]): boolean {
  const key = labels[0]?.spelling.key;
  return labels.some(({ spelling }) => spelling.context === 'request' || spelling.key !== key);
}

function readExamples(
  text: string,
  tokens: readonly ActiveToken[],
  labels: readonly LabelledBlock[],
): readonly Example[] {
  const fences = tokens.filter((token) => token.kind === 'fenced');
  let next = 0;
  return labels.map((label, index) => {
    const end = labels[index + 1]?.at ?? text.length;
    const lines = linesBetween(text, label.labelEnd, end).slice(1);
    const first = next;
    while (next < fences.length && (fences[next]?.at ?? end) < end) next++;
    return {
      label,
      lines,
      keys: [...new Set(lines.flatMap(({ words }) => keyOf(words) ?? []))],
      fences: fences.slice(first, next),
    };
  });
}

/** The last field that enough examples have. */
function answerKeyOf(text: string, examples: readonly Example[]): string | undefined {
  const opener = openerOf(text, examples);
  const needed = neededOf(examples);
  return examples[0]?.keys.findLast(
    (key) => key !== opener && examples.filter(({ keys }) => keys.includes(key)).length >= needed,
  );
}

/** How many examples must have what makes the answer: all but the last one, which may be open. */
function neededOf(examples: readonly Example[]): number {
  return Math.max(MIN_EXAMPLES, examples.length - 1);
}

/** The field above each request, which belongs to the example that follows. */
function openerOf(text: string, examples: readonly Example[]): string | undefined {
  const [first] = examples;
  const last = first?.keys.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const above = linesBetween(text, Math.max(0, first.label.at - MAX_ABOVE), first.label.at);
  const isAbove = above.some(({ words }) => keyOf(words) === last);
  return isAbove && examples.slice(0, -1).every(({ keys }) => keys.at(-1) === last) ? last : undefined;
}

/** What makes a line the same field in every example; undefined for other text. */
function keyOf(words: string): string | undefined {
  const line = words.trim();
  if (line.length <= MAX_OPENING_LENGTH && OPENING.test(line)) return line.toLowerCase();
  return fieldOf(words)?.key;
}

function answerOfField({ lines }: Example, key: string): LabelledBlock | undefined {
  const line = lines.find(({ words }) => keyOf(words) === key);
  if (line === undefined) return undefined;
  const length = fieldOf(line.words)?.length ?? 0;
  return createTokenBlock({ role: 'answer', label: { start: line.start, end: line.start + length } });
}

function answerOfFence({ fences }: Example): readonly LabelledBlock[] {
  return fences.map(({ at }) => createTokenBlock({ role: 'answer', label: { start: at, end: at } }));
}
