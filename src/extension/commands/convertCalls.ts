import { Uri, WorkspaceEdit, window } from 'vscode';
import { CALL_NOTATION_IDS, defineMessages } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import { SHOTS_LANGUAGE } from '../documents.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';

const say = defineMessages({
  noDocument: { en: 'Open a shots document first.', 'zh-CN': '请先打开示例文档。' },
  choose: { en: 'Select the notation for all calls of this document', 'zh-CN': '选择此文档中所有调用的写法' },
  nothing: { en: 'No call has to be converted.', 'zh-CN': '没有需要转换的调用。' },
  kept: {
    en: '{count} {count|call was|calls were} not converted. Line {line}: {reason}',
    'zh-CN': '{count} 个调用未转换。第 {line} 行：{reason}',
  },
});

/** How each notation looks, beside its name. */
const EXAMPLES: Readonly<Record<string, string>> = {
  expression: 'f(x = 1)',
  json: '{"name": "f", "arguments": {…}}',
  openai: '{"tool_calls": […]}',
  glm: '<tool_call>f <arg_key>…',
  hermes: '<tool_call>{…}</tool_call>',
  'qwen3-coder': '<function=f><parameter=x>…',
  anthropic: '<invoke name="f"><parameter name="x">…',
  'langchain-xml': '<tool>f</tool><tool_input>…',
  mistral: '[TOOL_CALLS] […]',
  llama: '<|python_tag|>{…}',
  deepseek: '<｜tool▁call▁begin｜>f<｜tool▁sep｜>{…}',
  kimi: '<|tool_call_begin|>functions.f:0…',
  harmony: '<|channel|>commentary to=functions.f…',
  minimax: '<minimax:tool_call><invoke name="f">…',
  'qwen-agent': '✿FUNCTION✿: f',
  'tool-tags': '<f><x>…</x></f>',
};

/** Lets the author pick a notation and writes the calls of the active document in it, as one step to undo. */
export async function convertCalls(session: Session, notation?: string): Promise<void> {
  const { t, service } = session;
  const document = window.activeTextEditor?.document;
  if (document?.languageId !== SHOTS_LANGUAGE) {
    await window.showInformationMessage(t(say('noDocument')));
    return;
  }
  const items = CALL_NOTATION_IDS.map((id) => ({ label: id, description: EXAMPLES[id] ?? '' }));
  const placeHolder = t(say('choose'));
  const chosen = notation ?? (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
  if (chosen === undefined) return;
  const uri = document.uri.toString();
  const found = await service.convertCalls(uri, chosen, 'shots');
  if (found === undefined) return;
  const edit = new WorkspaceEdit();
  for (const { range, newText } of found.edits) edit.replace(Uri.parse(uri), toRange(range), newText);
  if (found.edits.length > 0) await applyEdit(session, edit);
  const [first] = found.kept;
  if (first !== undefined) {
    const words = { count: found.kept.length, line: first.range.start.line + 1, reason: first.reason };
    await window.showInformationMessage(t(say('kept', words)));
  } else if (found.edits.length === 0) await window.showInformationMessage(t(say('nothing')));
}
