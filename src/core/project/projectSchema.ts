import type { Localized } from '../l10n/messages.ts';
import { ROLES_WITH_WORDS } from '../parser/roles.ts';
import { PROVIDER_IDS } from '../schemas/providers/index.ts';
import type { JsonObject } from '../text/json.ts';

/** What the schema has to know of a rule. */
export interface RuleSchemaSource {
  readonly id: string;
  readonly summary: Localized;
  /** By option name. */
  readonly options: Readonly<Record<string, { readonly summary: Localized; readonly schema: JsonObject }>>;
}

const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'] as const;

/**
 * The JSON Schema of the project file. `schemas/sop-shots.schema.json` is this, written out, for the completion of
 * other editors and extensions; a test checks that they are equal. Without rules, every rule id is allowed.
 */
export function projectSchema(rules: readonly RuleSchemaSource[] | undefined): JsonObject {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'SOP Shots',
    description: 'Project file of SOP Shots: sop-shots.yaml, .yml or .json · SOP Shots 的项目文件',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      tools: described('Tool files for documents without their own · 工具文件，用于未自行指定的文档', TOOLS),
      sop: described('Procedures for documents without their own · 流程文件，用于未自行指定的文档', oneOrMany(PATH)),
      labels: described('Additional label words per role · 各角色的其他标签词', byRole(oneOrMany(PATH))),
      finish: described(
        'Names of actions that are replies, such as Finish · 表示回复的动作名，如 Finish',
        oneOrMany(PATH),
      ),
      openapi: described('Conversion of OpenAPI documents to tools · OpenAPI 文档到工具的转换', OPENAPI),
      names: described('Tool names by "METHOD /path" or operationId · 工具名，按“方法 /路径”或 operationId', {
        type: 'object',
        additionalProperties: PATH,
      }),
      targets: described(
        'Providers the tools are for; what these accept is checked · 工具面向的服务商，按其要求检查工具定义',
        oneOrMany({ type: 'string', enum: [...PROVIDER_IDS] }),
      ),
      style: described(
        'Format of shots; "keep" uses the detected format of the document · 书写格式；keep 表示沿用文档自身的格式',
        STYLE,
      ),
      rules: described('Severity and options of rules · 规则的严重级别和选项', rulesSchema(rules)),
      generation: described(
        'Settings for generation; must not contain a key · 生成示例的设置；不能包含密钥',
        GENERATION,
      ),
      privacy: described("Can only be stricter than the user's settings · 只能比用户设置更严格", PRIVACY),
      export: described('Settings of `sop-shots export` · `sop-shots export` 的设置', EXPORT),
    },
  };
}

const PATH: JsonObject = { type: 'string', minLength: 1 };

const TOOL_ENTRY: JsonObject = {
  anyOf: [
    PATH,
    {
      type: 'object',
      additionalProperties: false,
      required: ['file'],
      properties: {
        file: PATH,
        include: described(
          'tag:NAME, an operationId or a path glob · tag:名称、operationId 或路径通配',
          oneOrMany(PATH),
        ),
        exclude: described(
          'tag:NAME, an operationId or a path glob · tag:名称、operationId 或路径通配',
          oneOrMany(PATH),
        ),
      },
    },
  ],
};

const TOOLS: JsonObject = oneOrMany(TOOL_ENTRY);

const OPENAPI: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    in: described('Parameter locations in addition to path, query and body · 除 path、query、body 外包含的参数位置', {
      type: 'array',
      items: { enum: ['header', 'cookie'] },
    }),
    ignoreParameters: described('Parameters that are set elsewhere, such as sign · 在其他位置设置的参数，如 sign', {
      type: 'array',
      items: PATH,
    }),
  },
};

const STYLE: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    labels: { anyOf: [{ enum: ['keep', 'en', 'zh-CN'] }, byRole(PATH)] },
    colon: { enum: ['keep', ':', '：'] },
    bold: { enum: ['keep', 'none', 'word', 'word-and-colon'] },
    roundSeparator: { enum: ['keep', 'none', 'blank', '---', '***'] },
    shots: { enum: ['react', 'plan-and-solve', 'function-calling'] },
  },
};

const GENERATION: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    model: { type: 'string', minLength: 1 },
    temperature: { type: 'number', minimum: 0, maximum: 2 },
    samples: { type: 'integer', minimum: 1, maximum: 1000 },
    maxRepairs: { type: 'integer', minimum: 0, maximum: 10 },
    seed: { type: 'integer' },
    concurrency: { type: 'integer', minimum: 1, maximum: 64 },
  },
};

const PRIVACY: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    send: { enum: ['ask', 'local', 'never'] },
    mask: { anyOf: [{ enum: ['off', 'names', 'strict'] }, { type: 'boolean' }] },
    words: described('Names to mask, such as companies and people · 需要脱敏的名称，如公司和人名', {
      type: 'array',
      items: { type: 'string', minLength: 2 },
    }),
  },
};

/** The targets of `src/datasets`; a test compares the lists. */
const DATASET_TARGETS = [
  'openai',
  'hf',
  'trl',
  'axolotl',
  'unsloth',
  'llamafactory',
  'sharegpt',
  'llamafactory-v1',
  'ms-swift',
  'swift',
  'alpaca',
  'hermes',
  'text',
];

const EXPORT: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    to: described('Format of the training data · 训练数据的格式', { enum: DATASET_TARGETS }),
    target: described('The same as `to` · 与 `to` 相同', { enum: DATASET_TARGETS }),
    thought: described('How thoughts are written · 思考的写法', {
      enum: ['content', 'reasoning', 'think', 'text', 'drop'],
    }),
    splitTurns: described('One sample per turn of the assistant · 助手的每一轮写成一条样本', { type: 'boolean' }),
    parallel: { enum: ['keep', 'split'] },
    plainAs: described('Shots with actions in plain language · 含自然语言行动的示例', { enum: ['react', 'skip'] }),
    observations: { enum: ['tags', 'lines', 'json'] },
    arguments: { enum: ['object', 'string'] },
    status: described('`any`: drafts too; `approved`: nothing else · any：包括草稿；approved：仅限已批准的示例', {
      enum: ['any', 'approved'],
    }),
    tools: described('Tools per sample · 每条样本附带的工具', {
      type: 'string',
      pattern: '^(used|document|used\\+[0-9]+)$',
    }),
    system: described('File with the system text · 系统提示词文件', { type: 'string', minLength: 1 }),
    template: described("LLaMA-Factory's conversation template · LLaMA-Factory 的对话模板", { type: 'string' }),
    wireNames: described('Names of tools in the data · 数据中所用的工具名', {
      type: 'object',
      additionalProperties: PATH,
    }),
  },
};

function rulesSchema(rules: readonly RuleSchemaSource[] | undefined): JsonObject {
  if (rules === undefined) return { type: 'object', additionalProperties: ruleSchema({}) };
  const properties = rules.map(({ id, summary, options }) => {
    const schemas = Object.entries(options).map(([name, option]) => [
      name,
      described(`${option.summary.en} · ${option.summary['zh-CN']}`, option.schema),
    ]);
    const schema = ruleSchema({ properties: Object.fromEntries(schemas), closed: true });
    return [id, described(`${summary.en} · ${summary['zh-CN']}`, schema)] as const;
  });
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function ruleSchema(options: { readonly properties?: JsonObject; readonly closed?: boolean }): JsonObject {
  const severity = { enum: SEVERITIES };
  const properties = { severity, ...options.properties };
  return {
    anyOf: [severity, { type: 'object', properties, ...(options.closed ? { additionalProperties: false } : {}) }],
  };
}

function byRole(schema: JsonObject): JsonObject {
  const properties = Object.fromEntries(ROLES_WITH_WORDS.map((role) => [role, schema]));
  return { type: 'object', additionalProperties: false, properties };
}

function oneOrMany(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'array', items: schema }] };
}

function described(description: string, schema: JsonObject): JsonObject {
  return { description, ...schema };
}
