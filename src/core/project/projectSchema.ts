import type { Localized } from '../l10n/messages.ts';
import type { JsonObject } from '../schemas/tool.ts';

/** What the schema has to know of a rule. */
export interface RuleSchemaSource {
  readonly id: string;
  readonly summary: Localized;
  readonly options: Readonly<Record<string, { readonly summary: Localized; readonly schema: JsonObject }>>;
}

const ROLES = [
  'user',
  'think',
  'action',
  'actionInput',
  'observation',
  'plan',
  'step',
  'answer',
  'userRequest',
  'apiSchema',
  'apiRequest',
  'apiResponse',
] as const;

const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'] as const;

/**
 * The JSON Schema of the project file. `schemas/sop-shots.schema.json` is this, written out, for the completion of
 * other editors and extensions; a test keeps them alike. Without rules, every rule id is allowed.
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
      tools: described('Tool files for documents that name none · 工具文件，供未自行指定的文档使用', TOOLS),
      sop: described('Procedures for documents that name none · 流程文档，供未自行指定的文档使用', oneOrMany(PATH)),
      labels: described('Words that are labels too, by role · 各角色额外的标签用词', byRole(oneOrMany(PATH))),
      finish: described(
        'Names of actions that are replies, such as Finish · 表示回复的动作名，如 Finish',
        oneOrMany(PATH),
      ),
      openapi: described('How OpenAPI documents become tools · OpenAPI 文档转为工具的方式', OPENAPI),
      names: described('Tool names by "METHOD /path" or operationId · 按“方法 /路径”或 operationId 指定工具名', {
        type: 'object',
        additionalProperties: PATH,
      }),
      style: described(
        'How shots are to be written; "keep" is the document\'s own habit · 书写风格；keep 表示沿用文档自身的习惯',
        STYLE,
      ),
      rules: described('Severity and options of rules · 规则的级别与选项', rulesSchema(rules)),
      generation: described('How shots are generated; never a key · 生成示例的设置；不得写入密钥', GENERATION),
      privacy: described("May only be stricter than the user's own settings · 只能比用户自己的设置更严格", PRIVACY),
      export: described('Defaults of dataset exports · 导出数据集的默认值', EXPORT),
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
    in: described('Parameters that count besides path, query and body · 除 path、query、body 外还计入的参数位置', {
      type: 'array',
      items: { enum: ['header', 'cookie'] },
    }),
    ignoreParameters: described(
      'Parameters filled in by something else, such as sign · 由其他环节填写的参数，如 sign',
      {
        type: 'array',
        items: PATH,
      },
    ),
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
  },
};

const EXPORT: JsonObject = {
  type: 'object',
  properties: {
    target: { enum: ['openai', 'llamafactory', 'alpaca', 'ms-swift', 'hermes', 'text'] },
    thought: { enum: ['think', 'text', 'drop'] },
    plainAs: { enum: ['text', 'skip'] },
    status: { enum: ['any', 'approved'] },
    tools: { type: 'string', pattern: '^(used|document|used\\+[0-9]+)$' },
    system: { type: 'string' },
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
  const properties = Object.fromEntries(ROLES.map((role) => [role, schema]));
  return { type: 'object', additionalProperties: false, properties };
}

function oneOrMany(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: 'array', items: schema }] };
}

function described(description: string, schema: JsonObject): JsonObject {
  return { description, ...schema };
}
