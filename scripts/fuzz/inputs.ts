import { randomSource } from '../../bench/support/random.ts';

/** What tends to break readers: delimiters, half of pairs, repetition, numbers at the edge. */
const FRAGMENTS: readonly string[] = [
  ...['**User**: ', '**Action**: ', '**思考**：', '---\n', '```json\n', '```', '<!-- step 1 -->', '<!-- accept', '-->'],
  ...['f(a = "b")', 'f(', ')', '{"a": [', ']}', '{{', '}}', '{{#x}}', '{{/x}}', '"', "'", '“', '”', '`', '\\', '\\u00'],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\u3000',
    '\uFEFF',
    '\u2028',
    '\0',
    '\uD834',
    '\uDF06',
    '𠮷',
    '👩‍👩‍👧',
    'é',
    '：',
    '（',
    '）',
  ],
  ...[
    '1e309',
    '-0',
    '9007199254740993',
    '0x1F',
    '1.',
    '.5',
    'null',
    'NaN',
    '__proto__',
    'constructor',
    '$ref',
    '#/a/b',
  ],
  ...[
    '- a: &x 1\n',
    '*x',
    '? ',
    '| \n',
    '>-\n',
    '%YAML',
    '!!int ',
    'a: b: c',
    '<tool_call>',
    '</think>',
    '<function=f>',
  ],
  ...['target_modules: all-linear\n', 'r: 8\n', 'from peft import LoraConfig\n', '# ', 'swift sft ', '--x 1 ', 'A=b '],
];

/** Most inputs are short: faults need few characters, and short texts are many. */
const MAX_LENGTH = 5_000;

/** One input of so many may be this long. */
const LONG_SHARE = 0.02;
const MAX_LONG_LENGTH = 50_000;
const MAX_EDITS = 6;

/** An input for a seed and an index: always the same. `samples` are texts of the kind that the reader expects. */
export function createInput(seed: number, index: number, samples: readonly string[]): string {
  const random = randomSource((seed * 1_000_003 + index) >>> 0);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = (): string => FRAGMENTS[below(FRAGMENTS.length)] ?? '';
  const any = (): string => samples[below(samples.length)] ?? '';
  const isLong = random() < LONG_SHARE;
  const maxLength = isLong ? MAX_LONG_LENGTH : MAX_LENGTH;
  let text = random() < 0.1 ? '' : any();
  for (let edits = 1 + below(MAX_EDITS); edits > 0; edits--) text = edit(text, below, pick, any).slice(0, maxLength);
  if (isLong) text = withLongLine(text, below(text.length + 1), maxLength, pick());
  return text;
}

/** A text with one line that repeats a fragment up to a length: this takes long where patterns try each position. */
function withLongLine(text: string, at: number, length: number, fragment: string): string {
  const piece = fragment.replaceAll(/[\r\n]/g, ' ') || ' ';
  const count = Math.floor(Math.max(0, length - text.length) / piece.length);
  return text.slice(0, at) + piece.repeat(count) + text.slice(at);
}

function edit(text: string, below: (limit: number) => number, pick: () => string, any: () => string): string {
  const at = below(text.length + 1);
  const to = Math.min(text.length, at + below(40));
  const edits = [
    () => text.slice(0, at) + pick() + text.slice(at),
    () => text.slice(0, at) + text.slice(to),
    () => text.slice(0, at) + pick() + text.slice(to),
    () => text.slice(0, at) + pick().repeat(1 + below(300)) + text.slice(at),
    () => text.slice(0, at) + text.slice(at, to).repeat(1 + below(50)) + text.slice(to),
    () => text.slice(0, at) + String.fromCharCode(below(0x10000)) + text.slice(at),
    () => text.slice(0, at) + any().slice(below(200)),
  ];
  return (edits[below(edits.length)] ?? (() => text))();
}
