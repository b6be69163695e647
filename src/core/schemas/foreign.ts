import { defineMessages, type Message } from '../l10n/messages.ts';
import { isList, isObject, member } from './pointer.ts';
import type { JsonValue } from './tool.ts';

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
  nothing: {
    en: 'No tools found here. Expected are OpenAI, Anthropic, MCP, Gemini or Bedrock tool definitions, or an OpenAPI document.',
    'zh-CN': '此处没有找到工具。应为 OpenAI、Anthropic、MCP、Gemini 或 Bedrock 的工具定义，或 OpenAPI 文档。',
  },
});

/** What to say about a value without tools: which export of a known API manager would have them. */
export function nothingFound(value: JsonValue): Message {
  if (isPostman(value)) return say('postman');
  if (isApifox(value)) return say('apifox');
  return say(isYapi(value) ? 'yapi' : 'nothing');
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

/** YApi exports a list of categories, each with a list of interfaces; copied interfaces stand alone. */
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
