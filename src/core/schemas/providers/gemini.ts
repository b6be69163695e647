import { defineMessages, type Localized } from '../../l10n/messages.ts';
import { isList } from '../../text/json.ts';
import { appendPointer, getStrings } from '../../text/jsonPointer.ts';
import {
  getOwnNames,
  hasWrittenKeyword,
  isArrayWithoutItems,
  type VisitedSchema,
  walkToolSchemas,
} from '../schemaWalk.ts';
import type { Tool } from '../tool.ts';
import { getTypes } from '../types.ts';
import type { LimitFinding, LimitSource, ProviderLimit } from './provider.ts';
import { toolNameLimit } from './toolNames.ts';

const say = defineMessages({
  dialect: { en: 'Gemini does not accept `$schema` in parameters.', 'zh-CN': 'Gemini 不接受参数中的 `$schema`。' },
  enum: {
    en: 'Gemini accepts `enum` for strings only. `{name}` has other values.',
    'zh-CN': 'Gemini 只接受字符串的 `enum`，`{name}` 有其他类型的值。',
  },
  required: {
    en: 'Gemini does not accept `{name}` in `required`: it is not a property.',
    'zh-CN': 'Gemini 不接受 `required` 中的 `{name}`：它不是属性。',
  },
  type: { en: 'Gemini needs a `type` for `{name}`.', 'zh-CN': 'Gemini 要求 `{name}` 有 `type`。' },
  items: {
    en: 'Gemini does not accept the array `{name}` without `items`.',
    'zh-CN': 'Gemini 不接受没有 `items` 的数组 `{name}`。',
  },
  property: {
    en: 'Gemini does not accept the parameter name `{name}`: only letters, digits and `_`, at most 64 characters.',
    'zh-CN': 'Gemini 不接受参数名 `{name}`：只允许字母、数字和 `_`，最多 64 个字符。',
  },
  keyword: { en: 'Gemini does not accept `{keyword}` in parameters.', 'zh-CN': 'Gemini 不接受参数中的 `{keyword}`。' },
});

const REFERENCE: LimitSource = {
  provider: 'gemini',
  source: 'https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/FunctionDeclaration',
  seen: '2026-11-30',
  evidence: 'documentation',
};

/** Known from the API's error messages; the source is a thread that quotes one. */
const ERRORS = { ...REFERENCE, evidence: 'error-message' } as const;

const UNSUPPORTED = [
  'const',
  'not',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
  'contains',
];

/** What Gemini accepts as `parameters` of a function declaration. `parametersJsonSchema` takes more, and is not checked. */
export const GEMINI_LIMITS: readonly ProviderLimit[] = [
  toolNameLimit(REFERENCE, 'gemini'),
  {
    ...ERRORS,
    id: 'dialect',
    rule: 'provider-limits',
    summary: { en: 'No `$schema`.', 'zh-CN': '不能有 `$schema`。' },
    source: 'https://github.com/router-for-me/CLIProxyAPI/issues/97',
    *check(tools) {
      for (const tool of tools.filter(isChecked)) {
        if (hasWrittenKeyword(tool, '', '$schema')) yield { tool, pointer: '', message: say('dialect') };
      }
    },
  },
  perSchema(
    'enum-strings',
    'https://github.com/danny-avila/LibreChat/issues/6971',
    { en: '`enum` for strings only.', 'zh-CN': '`enum` 只用于字符串。' },
    ({ schema, pointer, name }) => {
      const isOther = isList(schema.enum) && schema.enum.some((value) => typeof value !== 'string');
      return isOther ? [{ pointer: appendPointer(pointer, 'enum'), message: say('enum', { name }) }] : [];
    },
  ),
  perSchema(
    'required-properties',
    'https://github.com/microsoft/azure-devops-mcp/issues/145',
    { en: '`required` names properties only.', 'zh-CN': '`required` 只能列出属性。' },
    ({ schema, pointer }) => {
      const known = new Set(getOwnNames(schema));
      const unknown = getStrings(schema.required).filter((name) => !known.has(name));
      return unknown.map((name) => ({
        pointer: appendPointer(pointer, 'required'),
        message: say('required', { name }),
      }));
    },
  ),
  perSchema(
    'type',
    'https://github.com/microsoft/azure-devops-mcp/issues/145',
    { en: 'Every schema has a `type`.', 'zh-CN': '每个 schema 都须有 `type`。' },
    ({ schema, pointer, name }) => {
      const isUnion = ['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => schema[keyword] !== undefined);
      const isBare = pointer !== '' && getTypes(schema.type) === undefined && !isUnion;
      return isBare ? [{ pointer, message: say('type', { name }) }] : [];
    },
  ),
  perSchema(
    'array-items',
    'https://github.com/cline/cline/issues/7339',
    { en: 'Arrays have `items`.', 'zh-CN': '数组须有 `items`。' },
    ({ schema, pointer, name }) => (isArrayWithoutItems(schema) ? [{ pointer, message: say('items', { name }) }] : []),
  ),
  perSchema(
    'parameter-name',
    REFERENCE.source,
    { en: 'Parameter names match `^[a-zA-Z0-9_]{1,64}$`.', 'zh-CN': '参数名须匹配 `^[a-zA-Z0-9_]{1,64}$`。' },
    ({ schema, pointer }) =>
      getOwnNames(schema)
        .filter((name) => !/^[a-zA-Z0-9_]{1,64}$/.test(name))
        .map((name) => ({ pointer: appendPointer(pointer, 'properties', name), message: say('property', { name }) })),
  ),
  perSchema(
    'keywords',
    'https://github.com/decolua/9router/issues/359',
    {
      en: `No ${UNSUPPORTED.map((keyword) => `\`${keyword}\``).join(', ')}.`,
      'zh-CN': `不支持 ${UNSUPPORTED.map((keyword) => `\`${keyword}\``).join('、')}。`,
    },
    ({ schema, pointer }) =>
      UNSUPPORTED.filter((keyword) => schema[keyword] !== undefined).map((keyword) => ({
        pointer: appendPointer(pointer, keyword),
        message: say('keyword', { keyword }),
      })),
  ),
];

function perSchema(
  id: string,
  source: string,
  summary: Localized,
  check: (visited: VisitedSchema) => readonly Omit<LimitFinding, 'tool'>[],
): ProviderLimit {
  return {
    ...ERRORS,
    evidence: source === REFERENCE.source ? 'unverified' : 'error-message',
    id,
    source,
    rule: 'provider-limits',
    summary,
    *check(tools) {
      for (const visited of walkToolSchemas(tools.filter(isChecked))) {
        for (const found of check(visited)) yield { tool: visited.tool, ...found };
      }
    },
  };
}

function isChecked(tool: Tool): boolean {
  const { pointer } = tool.file.parameterLocation(tool, '');
  return !pointer.endsWith('/parametersJsonSchema');
}
