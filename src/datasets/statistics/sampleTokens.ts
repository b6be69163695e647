import { type Conversation, type ToolDefinition, toToolJson } from '../conversation/conversation.ts';
import { toPythonJson } from '../json.ts';
import type { TokenCounter } from '../tokens/tokenCounter.ts';

/** The tokens of samples by percentile. */
export interface TokenStatistics {
  readonly tokenizer: string;
  readonly isExact: boolean;
  /** Tokens of all samples. */
  readonly total: number;
  /** Tokens of the sample in the middle, by their number. */
  readonly median: number;
  /** 90 % of the samples have at most as many tokens. */
  readonly percentile90: number;
  /** 99 % of the samples have at most as many tokens. */
  readonly percentile99: number;
  /** Tokens of the largest sample. */
  readonly maximum: number;
  /** How many samples have how many tokens, in at most 24 ranges of one width. Empty without samples. */
  readonly histogram: readonly TokenRange[];
}

/** The samples with at least `from` and fewer than `to` tokens. */
export interface TokenRange {
  /** The least number of tokens in the range. */
  readonly from: number;
  /** The least number of tokens above the range. */
  readonly to: number;
  /** How many samples are in the range. */
  readonly samples: number;
}

/** Counts the tokens of samples: texts, calls and tools, without what a chat template adds. */
export interface SampleTokens {
  add(conversation: Conversation): void;
  statistics(): TokenStatistics;
}

export function createSampleTokens(counter: TokenCounter): SampleTokens {
  const counts: number[] = [];
  const toolTokens = new WeakMap<readonly ToolDefinition[], number>();
  let isExact = true;
  const count = (text: string): number => {
    const { tokens, isExact: exact } = counter.count(text);
    isExact &&= exact;
    return tokens;
  };
  /** The shots of a document usually have the same list of tools. */
  const countTools = (tools: readonly ToolDefinition[]): number => {
    const known = toolTokens.get(tools);
    if (known !== undefined) return known;
    const tokens = tools.length === 0 ? 0 : count(toPythonJson(tools.map(toToolJson)));
    toolTokens.set(tools, tokens);
    return tokens;
  };
  return {
    add({ turns, tools }) {
      const texts = turns.flatMap((turn): readonly string[] => {
        if (turn.kind !== 'assistant') return [turn.text];
        const calls = turn.calls.map(({ name, arguments: values }) => toPythonJson({ name, arguments: values }));
        return [turn.thought, turn.text, ...calls];
      });
      counts.push(countTools(tools) + texts.reduce((sum, text) => sum + (text === '' ? 0 : count(text)), 0));
    },
    statistics() {
      const sorted = counts.toSorted((a, b) => a - b);
      const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      return {
        tokenizer: counter.name,
        isExact,
        total: counts.reduce((sum, tokens) => sum + tokens, 0),
        median: at(0.5),
        percentile90: at(0.9),
        percentile99: at(0.99),
        maximum: at(1),
        histogram: toHistogram(sorted),
      };
    },
  };
}

const MAX_RANGES = 24;

/** Ranges between the smallest and the largest number, with ends that are easy to read. */
function toHistogram(sorted: readonly number[]): readonly TokenRange[] {
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  const width = toReadableWidth((most - least + 1) / (MAX_RANGES - 1));
  const start = Math.floor(least / width) * width;
  const ranges = Array.from({ length: Math.floor((most - start) / width) + 1 }, (_, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    samples: 0,
  }));
  for (const tokens of sorted) (ranges[Math.floor((tokens - start) / width)] as { samples: number }).samples += 1;
  return ranges;
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below a number. */
function toReadableWidth(least: number): number {
  let power = 1;
  while (power * 10 < least) power *= 10;
  return [1, 2, 5, 10].map((factor) => factor * power).find((width) => width >= least) ?? power;
}
