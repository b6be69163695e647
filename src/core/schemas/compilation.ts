import { defineMessages } from '../l10n/messages.ts';
import type { SourceDocument } from '../text/source/sourceDocument.ts';
import type { LoadedTool } from './loadedTool.ts';
import type { SchemaProblem } from './tool.ts';
import { compileParameters } from './validation/compiledSchemas.ts';
import { canCompile } from './validation/compiler.ts';

const say = defineMessages({
  forbidden: {
    en: 'The security policy of this environment forbids compiling validators (no unsafe-eval), so calls are checked for missing and unknown parameters only.',
    'zh-CN': '当前环境的安全策略禁止编译校验器（没有 unsafe-eval），因此只检查调用缺少或多出的参数。',
  },
  failed: {
    en: 'The schema of `{name}` cannot be compiled, so its calls are checked for missing and unknown parameters only.',
    'zh-CN': '`{name}` 的 schema 无法编译，因此只检查对它的调用缺少或多出的参数。',
  },
});

/** Files of more tools are not tried out whole: compiling takes a millisecond a tool, and hardly anything ever fails. */
const MAX_TRIED = 30;

/** Tools whose calls cannot be checked against their whole schema, because no validator is available. */
export function compilationProblems(source: SourceDocument, loaded: readonly LoadedTool[]): readonly SchemaProblem[] {
  if (loaded.length === 0) return [];
  if (!canCompile()) {
    const { start } = source.rangesAt('').value;
    return [{ rule: 'limit-reached', message: say('forbidden'), start, end: Math.min(start + 1, source.text.length) }];
  }
  if (loaded.length > MAX_TRIED) return [];
  const failed = loaded.filter(({ tool }) => compileParameters(tool).validate === undefined);
  return failed.map(({ tool, draft }) => {
    const { key, value } = source.rangesAt(draft.node.pointer);
    return { rule: 'schema-invalid', message: say('failed', { name: tool.name }), ...(key ?? value) };
  });
}
