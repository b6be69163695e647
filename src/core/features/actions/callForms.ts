import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import type { CallOccurrence } from '../../model/model.ts';
import { hasAnyValue, nodeValue } from '../../parser/calls/nodeValue.ts';
import { printCall } from '../../parser/calls/print.ts';
import type { JsonValue } from '../../text/json.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import { getNamedArguments } from '../callOccurrences.ts';
import type { ShotsContext } from '../context.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  expression: { en: 'Convert the call to an expression', 'zh-CN': '转换为表达式形式的调用' },
  json: { en: 'Convert the call to JSON', 'zh-CN': '转换为 JSON 形式的调用' },
  openai: { en: 'Convert the call to OpenAI tool_calls', 'zh-CN': '转换为 OpenAI tool_calls' },
  named: { en: 'Use parameter names', 'zh-CN': '使用参数名' },
});

/** The kind of actions that write a call in another form. */
export const CALL_REWRITE = `${CodeActionKind.RefactorRewrite}.call`;

/** A call as data, with the name of every argument. */
interface NamedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, JsonValue>>;
}

/** Other forms for the call at a range: expression, JSON, OpenAI's; and names for positional arguments. */
export function callFormActions(
  { render }: FeatureServices,
  context: ShotsContext,
  range: TextRange,
): readonly CodeAction[] {
  const { text, uri, lines, subject } = context;
  const found = subject.document.callOccurrences.flatMap((one) => {
    const occurrence = placeOf(text, one);
    return occurrence !== undefined && encloses(occurrence, range) ? [{ site: one, occurrence }] : [];
  })[0];
  const call = found && namedCall(context, found.site);
  if (found === undefined || call === undefined) return [];
  const { site, occurrence } = found;
  const written = text.slice(occurrence.start, occurrence.end);
  const action = (title: keyof typeof forms | 'named', newText: string): CodeAction => ({
    title: render(say(title)),
    kind: CALL_REWRITE,
    edit: { changes: { [uri]: [{ range: toRange(lines, occurrence), newText }] } },
  });
  const forms = {
    expression: printCall(call, 'expression', { spaces: true }),
    json: printCall(call, 'json'),
    openai: openaiCall(call),
  } as const;
  const isPositional = site.call.form === 'expression' && site.call.arguments.some(({ name }) => name === undefined);
  return [
    ...(isPositional ? [action('named', forms.expression)] : []),
    ...(['expression', 'json', 'openai'] as const)
      .filter((form) => !isForm(site, written, form))
      .map((form) => action(form, forms[form])),
  ];
}

/** Undefined where something of the call would be lost: placeholders, comments, arguments without a parameter. */
function namedCall({ subject }: ShotsContext, { call, mention, block }: CallOccurrence): NamedCall | undefined {
  const isWhole = call.unreadable !== true && call.problems.every(({ kind }) => kind === 'punctuation');
  // A call of two labels is in two blocks, one in brackets has no names.
  if (mention || !isWhole || block.interrupted || call.form === 'two-labels' || call.form === 'bracket')
    return undefined;
  if (call.result !== undefined) return undefined;
  const values: Record<string, JsonValue> = {};
  for (const { argument, name } of getNamedArguments(call, subject.tools.get(call.name.text))) {
    const value = nodeValue(argument.value);
    if (name === undefined || name === '__proto__' || Object.hasOwn(values, name) || hasAnyValue(value))
      return undefined;
    values[name] = value;
  }
  return { name: call.name.text, arguments: values };
}

/**
 * What another form replaces: the call, or all of the JSON around an only one. One of several calls in a list, or in
 * one JSON, cannot get another form for itself.
 */
function placeOf(text: string, { call, block }: CallOccurrence): TextRange | undefined {
  const { content } = block;
  const before = text.slice(content.start, call.start);
  const after = text.slice(call.end, content.end);
  if (/(?:^|\n)[ \t]*$/.test(before) && /^[ \t]*(?:\r?\n|$)/.test(after)) return { start: call.start, end: call.end };
  const isWrapped = /^(?:\{\s*"tool_calls"\s*:\s*)?\[/.test(before) && /^[\s\]}]*$/.test(after);
  const isOnly = block.calls.length === 1 && call.form === 'json';
  return isWrapped && isOnly ? { start: content.start, end: content.end } : undefined;
}

function openaiCall(call: NamedCall): string {
  const tool = { name: call.name, arguments: JSON.stringify(call.arguments) };
  return JSON.stringify({ tool_calls: [{ id: 'call_1', type: 'function', function: tool }] });
}

function isForm({ call }: CallOccurrence, written: string, form: 'expression' | 'json' | 'openai'): boolean {
  if (form === 'expression') return call.form === 'expression';
  const isOpenai = call.form === 'json' && /"(?:tool_calls|function)"\s*:/.test(written);
  return form === 'openai' ? isOpenai : call.form === 'json' && !isOpenai;
}
