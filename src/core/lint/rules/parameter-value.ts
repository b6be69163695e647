import { defineMessages, type Message, type Say } from '../../l10n/messages.ts';
import { quoted } from '../../schemas/expectation.ts';
import type { ArgumentProblem, JsonValue } from '../../schemas/tool.ts';
import { isEditable, writeValue } from '../callEdits.ts';
import { forEachProblem, leniency, schemaPlace, valueRange } from '../callPlaces.ts';
import { type CheckedCall, nodeAt } from '../checkedCall.ts';
import { nearest } from '../nearest.ts';
import { defineRule, type Fix } from '../rule.ts';
import { excerpt, pathName } from '../wording.ts';

/** An enum up to this long is listed, and offered, whole. */
const SHORT_ENUM = 8;

const limits = defineMessages({
  minimum: {
    en: '`{name}` must be at least {limit}, but it is {value}.',
    'zh-CN': '`{name}` 不能小于 {limit}，而这里是 {value}。',
  },
  maximum: {
    en: '`{name}` must be at most {limit}, but it is {value}.',
    'zh-CN': '`{name}` 不能大于 {limit}，而这里是 {value}。',
  },
  exclusiveMinimum: {
    en: '`{name}` must be greater than {limit}, but it is {value}.',
    'zh-CN': '`{name}` 必须大于 {limit}，而这里是 {value}。',
  },
  exclusiveMaximum: {
    en: '`{name}` must be less than {limit}, but it is {value}.',
    'zh-CN': '`{name}` 必须小于 {limit}，而这里是 {value}。',
  },
  multipleOf: {
    en: '`{name}` must be a multiple of {limit}, but it is {value}.',
    'zh-CN': '`{name}` 必须是 {limit} 的倍数，而这里是 {value}。',
  },
  minLength: {
    en: '`{name}` needs a length of at least {limit}, but {value} is shorter.',
    'zh-CN': '`{name}` 至少要有 {limit} 个字符，而 {value} 太短。',
  },
  maxLength: {
    en: '`{name}` may have a length of at most {limit}, but {value} is longer.',
    'zh-CN': '`{name}` 最多只能有 {limit} 个字符，而 {value} 太长。',
  },
  pattern: {
    en: '`{name}` must match the pattern {limit}, but it is {value}.',
    'zh-CN': '`{name}` 必须符合正则 {limit}，而这里是 {value}。',
  },
  const: { en: '`{name}` must be {limit}, but it is {value}.', 'zh-CN': '`{name}` 只能是 {limit}，而这里是 {value}。' },
  minItems: {
    en: 'The number of items in `{name}` must be at least {limit}.',
    'zh-CN': '`{name}` 至少要有 {limit} 项。',
  },
  maxItems: {
    en: 'The number of items in `{name}` must be at most {limit}.',
    'zh-CN': '`{name}` 最多只能有 {limit} 项。',
  },
  minProperties: {
    en: 'The number of entries in `{name}` must be at least {limit}.',
    'zh-CN': '`{name}` 至少要有 {limit} 个键。',
  },
  maxProperties: {
    en: 'The number of entries in `{name}` must be at most {limit}.',
    'zh-CN': '`{name}` 最多只能有 {limit} 个键。',
  },
});

const say = defineMessages({
  enum: {
    en: '`{name}` must be one of {choices}, but it is {value}.',
    'zh-CN': '`{name}` 只能取 {choices} 之一，而这里是 {value}。',
  },
  more: { en: '{count} more', 'zh-CN': '另外 {count} 个值' },
  uniqueItems: { en: '`{name}` must not hold the same item twice.', 'zh-CN': '`{name}` 中不能有重复项。' },
  other: {
    en: '`{name}` does not fit its schema (`{keyword}`): {value} is not allowed here.',
    'zh-CN': '`{name}` 不符合 schema 的 `{keyword}`：这里不允许 {value}。',
  },
  declared: { en: '`{name}` is declared here', 'zh-CN': '`{name}` 在此声明' },
  write: { en: 'Write {value}', 'zh-CN': '改写为 {value}' },
});

export const parameterValue = defineRule({
  id: 'parameter-value',
  group: 'calls',
  summary: {
    en: 'A value must be one its schema allows: in the enum, within range and length, matching the pattern.',
    'zh-CN': '值必须符合 schema 的限制：在枚举之内，不超出范围和长度，符合正则。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      const { text } = subject.document;
      forEachProblem(subject, 'value', (checked, tool, problem) => {
        const name = problem.path.length === 0 ? tool.name : pathName(problem.path);
        const range = valueRange(checked, problem.path);
        report({
          range,
          message: messageFor(problem, name, excerpt(text, range)),
          related: [schemaPlace(tool, problem.schemaPointer, say('declared', { name }))],
          suggestions: choices(text, checked, problem),
          ...leniency(checked),
        });
      });
    },
  },
});

function messageFor(problem: ArgumentProblem, name: string, value: string): Message {
  const { keyword, schema } = problem;
  if (keyword === 'enum') return say('enum', { name, value, choices: listed(enumOf(problem)) });
  if (keyword === 'uniqueItems') return say('uniqueItems', { name });
  if (isLimit(keyword)) return limits(keyword, { name, value, limit: limitText(schema[keyword]) });
  return say('other', { name, keyword, value });
}

/** The keywords whose limit is told as it stands in the schema. */
type Limit = typeof limits extends Say<infer Key> ? Key : never;

const LIMITS: ReadonlySet<string> = new Set<Limit>([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'const',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
]);

function isLimit(keyword: string): keyword is Limit {
  return LIMITS.has(keyword);
}

function limitText(limit: JsonValue | undefined): string {
  return typeof limit === 'string' ? `\`${limit}\`` : quoted(limit ?? null);
}

function enumOf(problem: ArgumentProblem): readonly JsonValue[] {
  const values = problem.schema.enum;
  return Array.isArray(values) ? values : [];
}

function listed(values: readonly JsonValue[]): readonly (string | Message)[] {
  if (values.length <= SHORT_ENUM) return values.map(quoted);
  const shown = values.slice(0, SHORT_ENUM - 1);
  return [...shown.map(quoted), say('more', { count: values.length - shown.length })];
}

/** The allowed values the author may have meant: those spelled alike, or all of a short enum. */
function choices(text: string, checked: CheckedCall, problem: ArgumentProblem): readonly Fix[] {
  const { node, exact } = nodeAt(checked, problem.path);
  if (node === undefined || !exact || !isEditable(text, checked.site.call)) return [];
  const allowed = problem.keyword === 'const' ? [problem.schema.const ?? null] : enumOf(problem);
  const alike = node.kind === 'string' ? nearest(node.value, allowed.filter(isText)) : [];
  const offered = alike.length > 0 ? alike : allowed.slice(0, allowed.length <= SHORT_ENUM ? SHORT_ENUM : 0);
  return offered.map((value): Fix => {
    const newText = writeValue(text, value, node);
    return {
      title: say('write', { value: newText }),
      edits: [{ range: { start: node.start, end: node.end }, newText }],
    };
  });
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}
