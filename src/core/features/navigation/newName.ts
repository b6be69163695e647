import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { FeatureContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import type { Entity } from '../entity.ts';
import { parameterAt, parametersBelow } from '../parameters.ts';

const say = defineMessages({
  empty: { en: 'Enter a name.', 'zh-CN': '请输入名称。' },
  name: {
    en: '`{name}` is not a valid name. Use letters, digits, `_`, `-` and `.`, and start with a letter or `_`.',
    'zh-CN': '`{name}` 不是有效的名称。只能包含字母、数字、`_`、`-` 和 `.`，并以字母或 `_` 开头。',
  },
  value: {
    en: 'The new value must not contain quotes, backslashes or line breaks.',
    'zh-CN': '新值不能包含引号、反斜杠或换行符。',
  },
  step: {
    en: '`{name}` is not a step number that the procedure can use, such as 3 or 2.1.',
    'zh-CN': '`{name}` 不是流程可以使用的步骤编号，例如 3 或 2.1。',
  },
  tool: { en: 'A tool `{name}` already exists.', 'zh-CN': '已有名为 `{name}` 的工具。' },
  parameter: { en: 'A parameter `{name}` already exists.', 'zh-CN': '已有名为 `{name}` 的参数。' },
  listed: { en: 'The value `{name}` already exists.', 'zh-CN': '值 `{name}` 已存在。' },
  stepTaken: { en: 'A step {name} already exists.', 'zh-CN': '已有第 {name} 步。' },
});

/** Longer names are refused by every API. */
const LONGEST = 128;

/** Why something cannot get a name; undefined if it can. */
export function getNameProblem(name: string, entity: Entity, context: FeatureContext): Message | undefined {
  if (name.trim() === '') return say('empty');
  switch (entity.kind) {
    case 'tool':
      return isName(name) ? (isTool(name, entity, context) ? say('tool', { name }) : undefined) : say('name', { name });
    case 'parameter': {
      if (!isName(name)) return say('name', { name });
      const siblings = entity.tool === undefined ? [] : parametersBelow(entity.tool, entity.path.slice(0, -1));
      return siblings.some((other) => other.name === name) ? say('parameter', { name }) : undefined;
    }
    case 'value': {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they would need escapes that differ by the place
      if (/["'“”‘’「」『』\\\u0000-\u001f]/.test(name)) return say('value');
      const parameter = entity.tool && parameterAt(entity.tool, entity.path);
      return parameter && listedValues(parameter).includes(name) ? say('listed', { name }) : undefined;
    }
    case 'step': {
      if (!/^\d{1,3}(\.\d{1,3})*$/.test(name)) return say('step', { name });
      const isTaken = entity.procedure?.steps.some(({ number }) => number === name) === true;
      return isTaken ? say('stepTaken', { name }) : undefined;
    }
    default:
      return undefined;
  }
}

function isName(name: string): boolean {
  return name.length <= LONGEST && /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(name);
}

/** A name is taken by another tool of the same file, or of any file that counts for the document. */
function isTool(name: string, entity: Extract<Entity, { kind: 'tool' }>, { subject }: FeatureContext): boolean {
  // `include` and `names` know an operation by its operationId, too.
  const { tools = [] } = entity.tool?.file ?? {};
  if (tools.some((tool) => tool.name === name || tool.operation?.id === name)) return true;
  if ('tools' in subject) return subject.tools.get(name) !== undefined;
  return 'catalog' in subject && subject.catalog.get(name) !== undefined;
}
