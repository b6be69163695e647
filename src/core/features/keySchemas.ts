import type { Language } from '../l10n/messages.ts';
import { rules } from '../lint/rules/index.ts';
import { projectSchema } from '../project/projectSchema.ts';
import { PROVIDER_IDS } from '../schemas/providers/index.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import type { KeyEntity } from './entity.ts';

const STYLES = ['react', 'plan-and-solve', 'function-calling', 'chat'];

const PATH: JsonObject = { type: 'string' };

function paths(description: string): JsonObject {
  return { description, anyOf: [PATH, { type: 'array', items: PATH }] };
}

const TOOLS: JsonObject = {
  description: 'Tool files these calls are checked against · 用于检查调用的工具文件',
  anyOf: [
    PATH,
    {
      type: 'array',
      items: {
        anyOf: [
          PATH,
          {
            type: 'object',
            properties: {
              file: { type: 'string', description: 'Path of the tool file · 工具文件的路径' },
              include: paths(
                'Operations to take: tag:NAME, an operationId or a path glob · 选用的接口：tag:名称、operationId 或路径通配',
              ),
              exclude: paths('Operations to leave out · 排除的接口'),
            },
          },
        ],
      },
    },
  ],
};

const PROVIDER: JsonObject = { type: 'string', enum: [...PROVIDER_IDS] };

const FRONT_MATTER: JsonObject = {
  type: 'object',
  properties: {
    sop: paths('The procedures these shots teach · 这些示例所教的流程文档'),
    tools: TOOLS,
    targets: {
      description:
        'Providers the tools are for, instead of those of the project file · 工具面向的服务商，代替项目文件中的设置',
      anyOf: [PROVIDER, { type: 'array', items: PROVIDER }],
    },
    style: { description: 'The style every shot is meant to have · 所有示例应有的写法', enum: STYLES },
  },
};

const PROCEDURE: JsonObject = {
  type: 'object',
  properties: { id: { type: 'string', description: 'A name for the procedure · 流程的名称' }, tools: TOOLS },
};

let project: JsonObject | undefined;

/** The schema of a front matter or project file. */
export function keySchema(file: KeyEntity['file']): JsonObject {
  if (file === 'front-matter') return FRONT_MATTER;
  if (file === 'procedure') return PROCEDURE;
  project ??= projectSchema(rules);
  return project;
}

/** Everything that applies to what is at a path of keys; lists are passed through. */
export function keySchemasAt(file: KeyEntity['file'], path: readonly string[]): readonly JsonObject[] {
  let schemas = expand([keySchema(file)]);
  for (const key of path) {
    schemas = expand(
      schemas.flatMap((schema) => {
        const properties = member(schema, 'properties');
        const own = isObject(properties) ? member(properties, key) : undefined;
        const other = own ?? member(schema, 'additionalProperties');
        return isObject(other) ? [other] : [];
      }),
    );
  }
  return schemas;
}

/** The schemas with their alternatives and the items of lists. */
function expand(schemas: readonly JsonObject[]): readonly JsonObject[] {
  return schemas.flatMap((schema) => {
    const inner = [...(isList(schema.anyOf) ? schema.anyOf : []), schema.items];
    return [schema, ...expand(inner.filter((value): value is JsonObject => isObject(value)))];
  });
}

/** A description in one language; it contains both, kept apart by ` · `. */
export function keyDescription(schemas: readonly JsonObject[], language: Language): string {
  const text = schemas.map(({ description }) => description).find((value) => typeof value === 'string') ?? '';
  const [english = '', chinese = english] = text.split(' · ');
  return language === 'zh-CN' ? chinese : english;
}

/** The keys that can be below a path. */
export function keysBelow(file: KeyEntity['file'], path: readonly string[]): readonly string[] {
  const names = keySchemasAt(file, path).flatMap(({ properties }) =>
    isObject(properties) ? Object.keys(properties) : [],
  );
  return [...new Set(names)];
}

/** The values that can be at a path. */
export function keyValues(file: KeyEntity['file'], path: readonly string[]): readonly JsonValue[] {
  const values = keySchemasAt(file, path).flatMap((schema) => [
    ...(isList(schema.enum) ? schema.enum : []),
    ...(schema.type === 'boolean' ? [true, false] : []),
  ]);
  return [...new Set(values)];
}
