import { defineMessages, type Message } from '../l10n/messages.ts';
import { nearest } from '../lint/nearest.ts';
import { expected, found } from '../schemas/expectation.ts';
import { isList, isObject, pointerOf, valueAt } from '../schemas/pointer.ts';
import type { SourceDocument } from '../schemas/source/sourceDocument.ts';
import type { ArgumentProblem, JsonObject, JsonValue } from '../schemas/tool.ts';
import { compiledSchema } from '../schemas/validation/checker.ts';
import { explainErrors } from '../schemas/validation/explanation.ts';
import { NO_GAPS } from '../schemas/validation/gaps.ts';
import type { Project } from './project.ts';

const say = defineMessages({
  object: {
    en: 'A project file holds keys such as `tools:` and `rules:`.',
    'zh-CN': '项目文件应由 `tools:`、`rules:` 等键组成。',
  },
  secret: {
    en: "A key must never stand in a project file; set it in the editor's connection settings or an environment variable.",
    'zh-CN': '密钥不得写入项目文件；请在编辑器的连接设置或环境变量中配置。',
  },
  unknown: { en: '`{name}` is no key of {owner}.', 'zh-CN': '{owner}没有 `{name}` 这个键。' },
  near: {
    en: '`{name}` is no key of {owner}; did you mean `{candidate}`?',
    'zh-CN': '{owner}没有 `{name}` 这个键，是不是想写 `{candidate}`？',
  },
  missing: { en: '`{name}` is missing here.', 'zh-CN': '此处缺少 `{name}`。' },
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
  if (!isObject(value)) return [{ ...source.place('').value, message: say('object') }];
  const compiled = compiledSchema(schema, 'draft-07');
  if (compiled.validate === undefined || compiled.validate(value) === true) return [];
  const errors = compiled.validate.errors ?? [];
  const problems = explainErrors(errors, value, { compiled, root: schema, gaps: NO_GAPS, base: [] });
  return problems.map((problem) => ({ ...rangeOf(source, problem), message: messageOf(value, problem) }));
}

function rangeOf(source: SourceDocument, { kind, path }: ArgumentProblem) {
  const place = source.place(pointerOf(kind === 'missing' ? path.slice(0, -1) : path));
  return kind === 'unknown' ? (place.key ?? place.value) : place.value;
}

function messageOf(root: JsonObject, problem: ArgumentProblem): Message {
  const { kind, path, schema } = problem;
  const name = String(path.findLast((step) => typeof step === 'string') ?? '');
  if (kind === 'missing') return say('missing', { name });
  if (kind !== 'unknown') {
    return say('wrong', { name, expected: expected(schema), found: found(valueAt(root, pointerOf(path)) ?? null) });
  }
  if (/key|token|secret|password|密钥/i.test(name) && path[0] === 'generation') return say('secret');
  const owner = path.length === 1 ? say('file') : say('key', { name: String(path.at(-2)) });
  const [candidate] = nearest(name, keysOf(schema.properties));
  return candidate === undefined ? say('unknown', { name, owner }) : say('near', { name, owner, candidate });
}

function keysOf(properties: JsonValue | undefined): readonly string[] {
  return isObject(properties) && !isList(properties) ? Object.keys(properties) : [];
}
