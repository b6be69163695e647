import { defineMessages, type Message } from '../l10n/messages.ts';
import { isList, isObject, type JsonObject, type JsonValue, member } from '../text/json.ts';

const say = defineMessages({
  yapi: {
    en: 'This is YApi\'s own export. Export the project again as "swagger" (Settings > Data management > Export > swaggerjson) and use that file.',
    'zh-CN': '这是 YApi 自有格式的导出。请在 YApi 的“数据管理 › 数据导出”中选择 swaggerjson 重新导出，再使用该文件。',
  },
  postman: {
    en: "This is a Postman collection. Convert it to OpenAPI (in Postman: the collection's menu > More > Generate OpenAPI, or define the API there and export it as OpenAPI 3) and use that file.",
    'zh-CN':
      '这是 Postman 集合。请先转换为 OpenAPI（如在 Postman 的 API 定义中导出 OpenAPI 3，或导入 Apifox 后导出 OpenAPI），再使用该文件。',
  },
  apifox: {
    en: "This is Apifox's own export. Export the project again as OpenAPI 3 (Project settings > Export data > OpenAPI) and use that file.",
    'zh-CN': '这是 Apifox 自有格式的导出。请在“项目设置 › 导出数据”中选择 OpenAPI 格式重新导出，再使用该文件。',
  },
  insomnia: {
    en: "This is Insomnia's own export. Open the API as a design document in Insomnia, export its specification as OpenAPI and use that file.",
    'zh-CN':
      '这是 Insomnia 自有格式的导出。请在 Insomnia 中将该 API 作为设计文档打开，导出 OpenAPI 规范，再使用该文件。',
  },
  asyncapi: {
    en: 'This is an AsyncAPI document. It describes messages, not operations that a tool could call; use the OpenAPI document of the API.',
    'zh-CN': '这是 AsyncAPI 文档，它描述消息，而不是可供工具调用的操作。请使用该 API 的 OpenAPI 文档。',
  },
  har: {
    en: 'This is a HAR recording of requests. It has no definitions of operations; use the OpenAPI document of the API.',
    'zh-CN': '这是 HAR 请求记录，其中没有操作的定义。请使用该 API 的 OpenAPI 文档。',
  },
  graphql: {
    en: 'This is the result of a GraphQL introspection. Define the queries that the agent may make as tools and use that file.',
    'zh-CN': '这是 GraphQL 的内省结果。请将智能体可使用的查询定义为工具，再使用该文件。',
  },
  nothing: {
    en: 'No tools found here. Expected are OpenAI, Anthropic, MCP, Gemini or Bedrock tool definitions, or an OpenAPI document.',
    'zh-CN': '此处没有找到工具。应为 OpenAI、Anthropic、MCP、Gemini 或 Bedrock 的工具定义，或 OpenAPI 文档。',
  },
});

/** What to say about a value without tools: which export of a known API manager would have them. */
export function getUnsupportedFormatMessage(value: JsonValue): Message {
  return say(getFormat(value) ?? 'nothing');
}

/** True for a description of an API, or the export of a known API manager, that another file would be needed for. */
export function isUnsupportedFormat(value: JsonValue): boolean {
  return getFormat(value) !== undefined;
}

type UnsupportedFormat = 'postman' | 'apifox' | 'yapi' | 'insomnia' | 'asyncapi' | 'har' | 'graphql';

function getFormat(value: JsonValue): UnsupportedFormat | undefined {
  if (isPostman(value)) return 'postman';
  if (isApifox(value)) return 'apifox';
  if (isYapi(value)) return 'yapi';
  if (!isObject(value)) return undefined;
  if (member(value, '__export_format') !== undefined || isInsomnia(value)) return 'insomnia';
  if (typeof member(value, 'asyncapi') === 'string') return 'asyncapi';
  if (isList(inner(value, 'log', 'entries'))) return 'har';
  if (isObject(inner(value, '__schema') ?? inner(value, 'data', '__schema'))) return 'graphql';
  return undefined;
}

/** Insomnia 5 exports YAML that says so in `type`. */
function isInsomnia(value: JsonObject): boolean {
  const type = member(value, 'type');
  return typeof type === 'string' && /^(?:spec|collection)\.insomnia\.rest\//.test(type);
}

function inner(value: JsonObject, ...keys: readonly string[]): JsonValue | undefined {
  return keys.reduce<JsonValue | undefined>((at, key) => (isObject(at) ? member(at, key) : undefined), value);
}

function isPostman(value: JsonValue): boolean {
  if (!isObject(value)) return false;
  const inner = member(value, 'collection');
  const collection = isObject(inner) ? inner : value;
  const info = member(collection, 'info');
  return isObject(info) && isList(member(collection, 'item')) && member(value, 'paths') === undefined;
}

function isApifox(value: JsonValue): boolean {
  return (
    isObject(value) && (member(value, 'apifoxProject') !== undefined || member(value, 'apiCollection') !== undefined)
  );
}

/** YApi exports a list of categories, each with a list of interfaces; copied interfaces come alone. */
function isYapi(value: JsonValue): boolean {
  const items = isList(value) ? value : isObject(value) ? [value] : [];
  return items.some((item) => {
    if (!isObject(item)) return false;
    const list = member(item, 'list');
    const first = isList(list) ? list[0] : item;
    return (
      isObject(first) && ['query_path', 'req_query', 'res_body_type'].some((key) => member(first, key) !== undefined)
    );
  });
}
