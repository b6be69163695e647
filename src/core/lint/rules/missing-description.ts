import { defineMessages } from '../../l10n/messages.ts';
import { isObject, pointerOf } from '../../schemas/pointer.ts';
import type { JsonValue, Tool } from '../../schemas/tool.ts';
import { defineRule, type Report } from '../rule.ts';
import { toolNamePlace } from '../toolPlaces.ts';

const say = defineMessages({
  tool: {
    en: '`{name}` has no description, so a model cannot know when to call it.',
    'zh-CN': '`{name}` 没有描述，模型无从知道何时调用。',
  },
  parameter: {
    en: 'The parameter `{name}` has no description, so a model can only guess what belongs there.',
    'zh-CN': '参数 `{name}` 没有描述，模型只能猜要填什么。',
  },
});

export const missingDescription = defineRule({
  id: 'missing-description',
  group: 'schemas',
  summary: {
    en: 'Tools that shots use, and their parameters, are described.',
    'zh-CN': '示例用到的工具及其参数要有描述。',
  },
  defaultSeverity: 'info',
  check: {
    tools: ({ file, usedTools }, _options, report) => {
      for (const tool of file.tools) {
        if (usedTools?.has(tool.name) !== true) continue;
        if (tool.description.trim() === '') {
          report({ range: toolNamePlace(tool), message: say('tool', { name: tool.name }) });
        }
        for (const finding of bareParameters(tool)) report(finding);
      }
    },
  },
});

function* bareParameters(tool: Tool): Generator<Report> {
  const { properties } = tool.parameters;
  if (!isObject(properties)) return;
  for (const [name, schema] of Object.entries(properties)) {
    if (isDescribed(schema)) continue;
    const pointer = pointerOf(['properties', name]);
    const { uri, place } = tool.file.parameterPlace(tool, pointer);
    // A parameter that a `$ref` brings in from another file is that file's finding.
    if (uri === tool.file.uri) yield { range: place.key ?? place.value, message: say('parameter', { name }) };
  }
}

function isDescribed(schema: JsonValue): boolean {
  if (!isObject(schema)) return true;
  return ['description', 'title', 'enum', 'const'].some((key) => Object.hasOwn(schema, key));
}
