import { defineMessages } from '../l10n/messages.ts';
import { readToolEntries } from '../model/pathEntries.ts';
import { isRestBlank, skipRun } from '../parser/characters.ts';
import { nextLine } from '../parser/lineTokenReader.ts';
import type { JsonObject } from '../text/json.ts';
import { isObject } from '../text/json.ts';
import type { TextRange } from '../text/range.ts';
import { parseYaml } from '../text/source/yamlText.ts';
import type { Procedure } from './procedure.ts';

const say = defineMessages({
  id: { en: '`id` must be a string.', 'zh-CN': '`id` 应为字符串。' },
  tools: {
    en: '`tools` must contain paths of tool files, or objects with `file`, `include` and `exclude`.',
    'zh-CN': '`tools` 应为工具文件的路径，或包含 `file`、`include`、`exclude` 的对象。',
  },
});

export interface ProcedureFrontMatter {
  readonly fields: Pick<Procedure, 'id' | 'tools' | 'problems'>;
  /** Where the procedure's own text begins. */
  readonly end: number;
}

/** Reads the front matter of an SOP document: `id` and `tools`; other keys are the author's. */
export function readProcedureFrontMatter(text: string): ProcedureFrontMatter {
  const yaml = yamlOfProcedure(text);
  const from = text.startsWith('\ufeff') ? 1 : 0;
  if (yaml === undefined) return { fields: { id: undefined, tools: [], problems: [] }, end: from };
  const source = parseYaml(text.slice(yaml.start, yaml.end), yaml.start);
  const values: JsonObject = isObject(source.value) ? source.value : {};
  const problems: Procedure['problems'][number][] = [...source.problems];
  const tools = readToolEntries(source, '/tools', values.tools, ({ start, end }) => {
    problems.push({ start, end, message: say('tools') });
  });
  const { id } = values;
  const isName = typeof id === 'string' || typeof id === 'number';
  if (id !== undefined && !isName) problems.push({ ...source.rangesAt('/id').value, message: say('id') });
  return { fields: { id: isName ? String(id) : undefined, tools, problems }, end: nextLine(text, yaml.end) };
}

/** The YAML of a procedure's front matter, if it has one. */
export function yamlOfProcedure(text: string): TextRange | undefined {
  return yamlRange(text, text.startsWith('\ufeff') ? 1 : 0);
}

/** The lines between `---` on the first line and the next `---`. */
function yamlRange(text: string, from: number): TextRange | undefined {
  if (!isDashes(text, from)) return undefined;
  const start = nextLine(text, from);
  for (let at = start; at < text.length; at = nextLine(text, at)) {
    if (!isDashes(text, at)) continue;
    return /^["']?[\p{L}_][\p{L}\p{N}_ -]*(?:["'\t][ \t]*)?:/mu.test(text.slice(start, at))
      ? { start, end: at }
      : undefined;
  }
  return undefined;
}

function isDashes(text: string, at: number): boolean {
  return skipRun(text, at, 0x2d) === at + 3 && isRestBlank(text, at + 3);
}
