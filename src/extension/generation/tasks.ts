import { type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import {
  type Diagnostic,
  defineMessages,
  type Message,
  type Procedure,
  parseProcedure,
  renderMessage,
  type Shot,
  slice,
} from '../../core/index.ts';
import { faultyShots, type Task } from '../../generation/index.ts';
import { checkedKind, openDocument } from '../documents.ts';
import type { Session } from '../session.ts';
import { askChoices } from './choices.ts';
import { type Desk, openDesk } from './desk.ts';
import { runGeneration } from './generate.ts';
import { freshTarget } from './target.ts';
import type { RunAnswer, Workshop } from './workshop.ts';

const say = defineMessages({
  steps: {
    en: 'Write or paste the steps: "1. Look the order up. 2. If it was sent, tell the customer when it comes."',
    'zh-CN': '写下或粘贴各步骤，例如：“第一步，查询订单。第二步，如果已发货，告诉客户何时送达。”',
  },
  openShots: { en: 'Put the cursor into a shot first.', 'zh-CN': '请先把光标放到一个示例里。' },
  openAny: { en: 'Open a shots document, an SOP or a tool file first.', 'zh-CN': '请先打开示例文档、流程或工具文件。' },
  select: { en: 'Select the text to rewrite first.', 'zh-CN': '请先选中要改写的文字。' },
  noTools: { en: 'There are no tools here.', 'zh-CN': '这里没有工具。' },
  whichTool: { en: 'Which tool are the shots for?', 'zh-CN': '为哪个工具编写示例？' },
  unreadable: { en: '{name} cannot be read.', 'zh-CN': '无法读取 {name}。' },
  nothingFaulty: { en: 'No shot has an error or a warning.', 'zh-CN': '没有需要修复的示例。' },
});

/** The findings of one shot, or all of them. */
function within({ context }: Desk, shot: Shot | undefined, findings: readonly Diagnostic[]): readonly Diagnostic[] {
  if (shot === undefined) return findings;
  const { lines } = context.document;
  return findings.filter(({ range }) => {
    const at = lines.offsetAt(range.start);
    return shot.start <= at && at < shot.end;
  });
}

/** Arguments a command can be given, where it is not started by a person. */
export interface GenerateArguments {
  readonly uri?: string | Uri;
  readonly text?: string;
  readonly count?: number;
  readonly tool?: string;
  /** Zero-based, of the shot. */
  readonly line?: number;
}

/** Nothing, where nothing was begun. */
type Answered = Promise<RunAnswer | undefined>;

type Source = { readonly desk: Desk; readonly task: Task };

/** From an SOP, a shots document that has one, a selection, or a text that is asked for. */
export async function generateFromProcedure(shop: Workshop, given: GenerateArguments = {}): Answered {
  const { session } = shop;
  const document = await documentOf(given);
  const kind = document === undefined ? undefined : checkedKind(document, session.service);
  if (given.text === undefined && document !== undefined && kind === 'shots') {
    const desk = await deskOf(shop, { uri: document.uri });
    if (desk === undefined) return;
    const procedure = desk.context.procedures[0];
    if (procedure !== undefined || desk.context.tools.tools.length > 0) {
      return begin(shop, desk, taskFor(desk, { procedure }), given);
    }
  }
  const selected = kind === 'shots' || document === undefined ? '' : selectionIn(document);
  const whole = document !== undefined && kind === 'procedure' && selected === '' ? document : undefined;
  const text = given.text ?? (whole?.getText() || selected || (await askForSteps(session)));
  if (text === undefined || text.trim() === '') return;
  return fromText(shop, text, whole, given);
}

async function fromText(
  shop: Workshop,
  text: string,
  whole: TextDocument | undefined,
  given: GenerateArguments,
): Answered {
  const saved = whole === undefined || whole.isUntitled ? undefined : whole.uri;
  const desk = await deskOf(shop, await freshTarget(saved, 'sop'));
  if (desk === undefined) return;
  const procedure = parseProcedure(saved?.toString() ?? 'untitled:selection.sop.md', text);
  const hasSteps = procedure.steps.length > 0 || whole !== undefined;
  const about = hasSteps ? { procedure } : { kind: 'rewrite' as const, text };
  return begin(shop, desk, taskFor(desk, about), given);
}

/** More shots like the one at the cursor. */
export async function moreLikeThis(shop: Workshop, given: GenerateArguments = {}): Answered {
  const document = await documentOf(given);
  const desk = await shotsDesk(shop, document);
  const shot = desk && document && shotAt(desk, document, given.line);
  if (desk === undefined || shot === undefined) return tell(shop, say('openShots'));
  const task = taskFor(desk, {
    kind: 'more-like-this',
    procedure: desk.context.procedures[0],
    shot: slice(desk.context.document.text, shot).trim(),
  });
  return begin(shop, desk, task, given);
}

/** Function-calling examples for one tool. */
export async function shotsForTool(shop: Workshop, given: GenerateArguments = {}): Answered {
  const document = await documentOf(given);
  const kind = document && checkedKind(document, shop.session.service);
  if (document === undefined || kind === undefined || kind === 'project') return tell(shop, say('openAny'));
  const target =
    kind === 'shots' ? { uri: document.uri } : await freshTarget(document.uri, kind === 'tools' ? 'tools' : 'sop');
  const desk = await deskOf(shop, target);
  if (desk === undefined) return;
  const { tools } = desk.context.tools;
  if (tools.length === 0) return tell(shop, say('noTools'));
  const items = tools.map(({ name, description }) => ({ label: name, detail: description }));
  const placeHolder = renderMessage(say('whichTool'), shop.session.language());
  const tool = given.tool ?? (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
  if (tool === undefined) return;
  return begin(shop, desk, taskFor(desk, { kind: 'for-tool', tool }), given);
}

/** The selection as a shot: in a shots document in its place, from elsewhere in a new document. */
export async function rewriteSelection(shop: Workshop, given: GenerateArguments = {}): Answered {
  const document = await documentOf(given);
  const text = given.text ?? (document && selectionIn(document)) ?? '';
  if (document === undefined || text.trim() === '') return tell(shop, say('select'));
  const isShots = checkedKind(document, shop.session.service) === 'shots';
  const target = isShots ? { uri: document.uri, replaced: [text.trim()] } : await freshTarget(undefined, 'sop');
  const desk = await deskOf(shop, target, isShots ? [text.trim()] : []);
  if (desk === undefined) return;
  return runGeneration(shop, desk, taskFor(desk, { kind: 'rewrite', text, count: 1 }));
}

/** The shots with errors or warnings, mended by a model. They replace the old ones once they are accepted. */
export async function repairWithModel(shop: Workshop, given: GenerateArguments = {}): Answered {
  const document = await documentOf(given);
  const seen = await shotsDesk(shop, document);
  if (seen === undefined || document === undefined) return tell(shop, say('openShots'));
  const only = given.line === undefined ? undefined : shotAt(seen, document, given.line);
  const faulty = faultyShots(seen.context.document, within(seen, only, await seen.findings()));
  if (faulty.shots.length === 0) return tell(shop, say('nothingFaulty'));
  const replaced = faulty.shots.map((shot) => slice(seen.context.document.text, shot).trim());
  const desk = await deskOf(shop, { uri: document.uri, replaced }, replaced);
  if (desk === undefined) return;
  const { findings, ids, text: shot } = faulty;
  const task = taskFor(desk, { kind: 'repair-document', shot, findings, count: replaced.length });
  return runGeneration(shop, desk, task, { ids });
}

function taskFor(
  { context }: Desk,
  about: Partial<Task> & { readonly procedure?: Procedure | undefined },
): Source['task'] {
  const { document } = context;
  const first = document.shots[0];
  return {
    kind: 'from-sop',
    procedure: undefined,
    tools: context.tools.tools,
    documentStyle: document.frontMatter?.style?.value ?? first?.style ?? context.project.style.shots,
    ...(first === undefined ? {} : { documentLanguage: document.habit.language }),
    ...about,
  } as Task;
}

/** Asks what is left open, and runs. */
async function begin(shop: Workshop, desk: Desk, task: Task, { count }: GenerateArguments): Answered {
  const chosen = count === undefined ? await askChoices(shop, desk, task) : { ...task, count };
  return chosen && runGeneration(shop, desk, chosen);
}

async function deskOf(
  shop: Workshop,
  ...args: Parameters<typeof openDesk> extends [unknown, ...infer Rest] ? Rest : never
): Promise<Desk | undefined> {
  const desk = await openDesk(shop.session, ...args);
  if (desk === undefined) tell(shop, say('unreadable', { name: workspace.asRelativePath(args[0].uri) }));
  return desk;
}

async function shotsDesk(shop: Workshop, document: TextDocument | undefined): Promise<Desk | undefined> {
  if (document === undefined || checkedKind(document, shop.session.service) !== 'shots') return undefined;
  return openDesk(shop.session, { uri: document.uri });
}

function shotAt({ context }: Desk, document: TextDocument, line: number | undefined): Shot | undefined {
  const editor = editorOf(document);
  const at = line ?? editor?.selection.active.line ?? 0;
  const offset = document.offsetAt(document.lineAt(Math.min(at, document.lineCount - 1)).range.end);
  return context.document.shots.findLast(({ start }) => start <= offset);
}

async function documentOf({ uri }: GenerateArguments): Promise<TextDocument | undefined> {
  if (uri === undefined) return window.activeTextEditor?.document;
  return openDocument(uri) ?? (await workspace.openTextDocument(typeof uri === 'string' ? Uri.parse(uri) : uri));
}

function editorOf(document: TextDocument): TextEditor | undefined {
  const active = window.activeTextEditor;
  return active?.document === document ? active : undefined;
}

function selectionIn(document: TextDocument): string {
  const editor = editorOf(document);
  return editor === undefined ? '' : document.getText(editor.selection);
}

async function askForSteps(session: Session): Promise<string | undefined> {
  return window.showInputBox({ prompt: renderMessage(say('steps'), session.language()), ignoreFocusOut: true });
}

function tell({ session }: Workshop, message: Message): undefined {
  void window.showInformationMessage(renderMessage(message, session.language()));
}
