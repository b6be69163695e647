import { defineMessages, type Message } from '../l10n/messages.ts';
import { describeExpected, describeValue } from '../schemas/expectation.ts';
import type { ArgumentProblem } from '../schemas/tool.ts';
import { compileBundle } from '../schemas/validation/compiledSchemas.ts';
import { explainErrors } from '../schemas/validation/explanation.ts';
import { NO_OPEN_VALUES } from '../schemas/validation/openValues.ts';
import { findNearest } from '../similarity/nearest.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { toPointer, valueAt } from '../text/jsonPointer.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import type { Project } from './project.ts';

const say = defineMessages({
  object: {
    en: 'Expected keys such as `tools:` and `rules:` in the project file.',
    'zh-CN': '项目文件应包含 `tools:`、`rules:` 等键。',
  },
  secret: {
    en: 'Do not store an API key in the project file. Use *Set API Key* in the editor or an environment variable.',
    'zh-CN': '请勿在项目文件中保存 API 密钥。请在编辑器中使用“设置 API 密钥”，或使用环境变量。',
  },
  unknown: { en: 'Unknown key `{name}` in {owner}.', 'zh-CN': '{owner}中有未知的键 `{name}`。' },
  near: {
    en: 'Unknown key `{name}` in {owner}. Did you mean `{candidate}`?',
    'zh-CN': '{owner}中有未知的键 `{name}`。你是否想写 `{candidate}`？',
  },
  missing: { en: 'Missing key `{name}`.', 'zh-CN': '缺少键 `{name}`。' },
  wrong: {
    en: '`{name}` must be {expected}, but it is {found}.',
    'zh-CN': '`{name}` 应为{expected}，而此处是{found}。',
  },
  file: { en: 'the project file', 'zh-CN': '项目文件' },
  key: { en: '`{name}`', 'zh-CN': '`{name}` ' },
});

/** What is wrong in a project file, each at the key or value in question. */
export function projectProblems(source: SourceDocument, schema: JsonObject): Project['problems'] {
  const { value } = source;
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return [{ ...source.rangesAt('').value, message: say('object') }];
  const compiled = compileBundle(schema, 'draft-07');
  if (compiled.validate === undefined || compiled.validate(value) === true) return [];
  const errors = compiled.validate.errors ?? [];
  const problems = explainErrors(errors, value, { compiled, root: schema, openValues: NO_OPEN_VALUES, base: [] });
  return problems.map((problem) => ({ ...rangeOf(source, problem), message: messageOf(value, problem) }));
}

function rangeOf(source: SourceDocument, { kind, path }: ArgumentProblem) {
  const place = source.rangesAt(toPointer(kind === 'missing' ? path.slice(0, -1) : path));
  return kind === 'unknown' ? (place.key ?? place.value) : place.value;
}

function messageOf(root: JsonObject, problem: ArgumentProblem): Message {
  const { kind, path, schema } = problem;
  const name = String(path.findLast((step) => typeof step === 'string') ?? '');
  if (kind === 'missing') return say('missing', { name });
  if (kind !== 'unknown') {
    return say('wrong', {
      name,
      expected: describeExpected(schema),
      found: describeValue(valueAt(root, toPointer(path)) ?? null),
    });
  }
  if (/key|token|secret|password|密钥/i.test(name) && path[0] === 'generation') return say('secret');
  const owner = path.length === 1 ? say('file') : say('key', { name: String(path.at(-2)) });
  const [candidate] = findNearest(name, keysOf(schema.properties));
  return candidate === undefined ? say('unknown', { name, owner }) : say('near', { name, owner, candidate });
}

function keysOf(properties: JsonValue | undefined): readonly string[] {
  return isObject(properties) && !isList(properties) ? Object.keys(properties) : [];
}
