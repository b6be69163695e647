import { defineMessages } from '../../core/index.ts';
import type { AdapterMethod } from '../adapter/config.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { configClasses } from './peftFiles.ts';
import { type PythonToken, pythonTokens } from './pythonTokens.ts';
import { createPythonReader, type PythonArgument, UnknownPython } from './pythonValues.ts';
import { defaultSetup, type TrainingSetup } from './setup.ts';

const say = defineMessages({
  noCall: {
    en: 'The Python file creates no configuration of PEFT; looked for {names}.',
    'zh-CN': '此 Python 文件没有创建 PEFT 的配置；查找过的类有 {names}。',
  },
  unknown: {
    en: '“{field}” is {source} here, which only running the program tells; PEFT’s default is taken.',
    'zh-CN': '这里的“{field}”写作 {source}，只有运行程序才能得知其值；此处采用 PEFT 的默认值。',
  },
  unnamed: {
    en: 'An argument without a name is left out: {source}.',
    'zh-CN': '没有名称的参数未被采用：{source}。',
  },
});

const methods: ReadonlyMap<string, AdapterMethod> = new Map(
  Object.entries(configClasses).map(([method, name]) => [name, method as AdapterMethod]),
);

/** True for Python source that may create one of PEFT's configurations. */
export function isPython(text: string): boolean {
  return /^\s*(?:from\s+[\w.]+\s+import|import\s+\w)/m.test(text) || createsConfig.test(text);
}

const createsConfig = new RegExp(`\\b(?:${[...methods.keys()].join('|')})\\s*\\(`);

/**
 * Reads the first call of a configuration's class, such as `LoraConfig(r=64, …)`, out of a Python source. Nothing is run:
 * values are literals, names that a literal was given to before, or told as unknown.
 */
export function readPython(text: string): Outcome<TrainingSetup> {
  const tokens = pythonTokens(text);
  const variables = new Map<string, unknown>();
  const reader = createPythonReader(text, tokens, variables);
  let model: unknown;
  let open = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'mark') open += '([{'.includes(token.text) ? 1 : ')]}'.includes(token.text) ? -1 : 0;
    if (token.kind !== 'name' || tokens[at - 1]?.text === 'class') continue;
    const name = token.text.split('.').at(-1) ?? '';
    const opens = isMark(tokens[at + 1], '(');
    const method = opens ? methods.get(name) : undefined;
    if (method !== undefined) return setupOf(method, reader.argumentsFrom(at + 1), model);
    if (opens && name === 'from_pretrained') model ??= reader.argumentsFrom(at + 1)[0]?.value;
    else if (open <= 0 && isMark(tokens[at + 1], '=') && !isMark(tokens[at + 2], '='))
      variables.set(token.text, reader.valueFrom(at + 2));
  }
  const message = say('noCall', { names: [...methods.keys()] });
  return failure({ code: 'unreadable-config', severity: 'error', field: '', message });
}

function setupOf(method: AdapterMethod, given: readonly PythonArgument[], loaded: unknown): Outcome<TrainingSetup> {
  const findings: Finding[] = [];
  const fields: Record<string, unknown> = { peft_type: method };
  for (const { name, value } of given) {
    if (name !== undefined && !(value instanceof UnknownPython)) fields[name] = value;
    else findings.push(leftOut(name, value));
  }
  const { base_model_name_or_path: named, ...adapter } = fields;
  const parsed = parseAdapterConfig(adapter);
  if (!parsed.ok) return failure(...findings, ...parsed.findings);
  const model = [named, loaded].find((value) => typeof value === 'string') ?? '';
  return settle({ ...defaultSetup, model: String(model), adapter: parsed.value }, [...findings, ...parsed.findings]);
}

function leftOut(name: string | undefined, value: unknown): Finding {
  const source = value instanceof UnknownPython ? value.source : JSON.stringify(value);
  const message = name === undefined ? say('unnamed', { source }) : say('unknown', { field: name, source });
  return { code: 'not-a-literal', severity: 'warning', field: name ?? '', message };
}

function isMark(token: PythonToken | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}
