import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { insertArgument, isEditable, isJson } from '../../lint/support/callEdits.ts';
import type { CallNode } from '../../parser/callNodes.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import { getNamedArguments } from '../callOccurrences.ts';
import { detectCallStyle, writtenValue } from '../completion/callStyle.ts';
import type { ShotsContext } from '../context.ts';
import { listedValues } from '../declarations.ts';
import { exampleValues } from '../parameterSchema.ts';
import { type Parameter, parametersBelow } from '../parameters.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  add: { en: 'Add optional parameters', 'zh-CN': '添加可选参数' },
});

/** Gives a call the parameters that it may leave out and does; what the schema suggests no value for is a placeholder. */
export function optionalArguments(
  { render }: FeatureServices,
  context: ShotsContext,
  at: TextRange,
): readonly CodeAction[] {
  const { text, uri, lines, subject } = context;
  const site = subject.document.callOccurrences.find(({ call }) => encloses(call, at));
  if (site === undefined || site.mention || !isWhole(site.call) || !isEditable(text, site.call)) return [];
  const { call } = site;
  const missing = leftOut(context, call);
  if (missing.length === 0) return [];
  const edits = missing.map((parameter) =>
    insertArgument(text, call, parameter.name, valueFor(context, call, parameter)),
  );
  const [first] = edits;
  if (first === undefined) return [];
  // Where there is no argument yet, nothing but the first goes without a comma.
  const newText = edits.map((edit) => edit.newText).join(call.arguments.length === 0 ? ', ' : '');
  const edit = { changes: { [uri]: [{ range: toRange(lines, first.range), newText }] } };
  return [{ title: render(say('add')), kind: CodeActionKind.RefactorRewrite, edit }];
}

function isWhole({ unreadable, problems, arguments: given }: CallNode): boolean {
  const isElided = given.some(({ value }) => value.kind === 'elided');
  return unreadable !== true && !isElided && problems.every(({ kind }) => kind === 'punctuation');
}

function leftOut({ subject }: ShotsContext, call: CallNode): readonly Parameter[] {
  const tool = subject.tools.get(call.name.text);
  if (tool === undefined) return [];
  const given = new Set(getNamedArguments(call, tool).map(({ name }) => name));
  return parametersBelow(tool, []).filter(({ name, required }) => !required && !given.has(name));
}

function valueFor(context: ShotsContext, call: CallNode, parameter: Parameter): string {
  const known = [...exampleValues(parameter).map(({ value }) => value), ...listedValues(parameter)][0];
  if (known !== undefined) return writtenValue(known, isJson(call) ? 'json' : detectCallStyle(context).literals);
  const placeholder = `{{${parameter.name}}}`;
  return isJson(call) ? JSON.stringify(placeholder) : placeholder;
}
