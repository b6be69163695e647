import { defineMessages } from '../../l10n/messages.ts';
import type { Tool } from '../../schemas/tool.ts';
import type { JsonValue } from '../../text/json.ts';
import { isObject } from '../../text/json.ts';
import { toPointer } from '../../text/jsonPointer.ts';
import { defineRule, type Report } from '../rule.ts';
import { getToolNameRange } from '../support/toolRanges.ts';

const say = defineMessages({
  tool: {
    en: '`{name}` has no description. A model cannot know when to call it.',
    'zh-CN': '`{name}` 没有描述，模型无法判断何时调用。',
  },
  toolName: {
    en: 'The description of `{name}` only repeats the name. Say what the tool does and when to call it.',
    'zh-CN': '`{name}` 的描述只是重复了名称，请说明它的作用和调用时机。',
  },
  parameterName: {
    en: 'The description of the parameter `{name}` only repeats the name. Say what value it takes.',
    'zh-CN': '参数 `{name}` 的描述只是重复了名称，请说明应填什么值。',
  },
  parameter: {
    en: 'The parameter `{name}` has no description. A model can only guess its value.',
    'zh-CN': '参数 `{name}` 没有描述，模型只能猜测它的值。',
  },
});

export const missingDescription = defineRule({
  id: 'missing-description',
  group: 'schemas',
  summary: {
    en: 'Tools used by shots, and their parameters, must have a description.',
    'zh-CN': '示例用到的工具及其参数必须有描述。',
  },
  defaultSeverity: 'info',
  check: {
    tools: ({ file, usedTools }, _options, report) => {
      for (const tool of file.tools) {
        if (usedTools?.has(tool.name) !== true) continue;
        if (tool.description.trim() === '') {
          report({ range: getToolNameRange(tool), message: say('tool', { name: tool.name }) });
        } else if (isRepetition(tool.description, tool.name)) {
          report({ range: getToolNameRange(tool), message: say('toolName', { name: tool.name }) });
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
    const repeats =
      isObject(schema) &&
      typeof schema.description === 'string' &&
      isRepetition(schema.description, name) &&
      schema.enum === undefined;
    if (isDescribed(schema) && !repeats) continue;
    const pointer = toPointer(['properties', name]);
    const { uri, ranges } = tool.file.parameterLocation(tool, pointer);
    // A parameter that a `$ref` brings in from another file is that file's finding.
    if (uri === tool.file.uri)
      yield { range: ranges.key ?? ranges.value, message: say(repeats ? 'parameterName' : 'parameter', { name }) };
  }
}

/** True for `Search solution.` as the description of `SearchSolution`. */
function isRepetition(description: string, name: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_.\p{P}-]/gu, '');
  return plain(description) === plain(name) && plain(name) !== '';
}

function isDescribed(schema: JsonValue): boolean {
  if (!isObject(schema)) return true;
  return ['description', 'title', 'enum', 'const'].some((key) => Object.hasOwn(schema, key));
}
