import { type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';
import {
  type Diagnostic,
  defineMessages,
  type Message,
  type Procedure,
  parseProcedure,
  type Shot,
  slice,
} from '../../../core/index.ts';
import {
  findFaultyShots,
  type Goal,
  getFaultShapes,
  getShotFindings,
  getShotTexts,
  type Task,
} from '../../../generation/index.ts';
import { checkedKind, openDocument } from '../../documents.ts';
import { createTarget } from '../review/target.ts';
import type { GenerationContext, RunAnswer } from '../run/generationContext.ts';
import { runGeneration } from '../run/startRun.ts';
import { openTargetContext, type TargetContext } from '../run/targetContext.ts';
import { bringProcedure } from './bringProcedure.ts';
import { askChoices } from './runChoices.ts';

const say = defineMessages({
  openShots: { en: 'Place the cursor in a shot first.', 'zh-CN': '请先把光标放到一个示例里。' },
  openAny: { en: 'Open a shots document, an SOP or a tool file first.', 'zh-CN': '请先打开示例文档、流程或工具文件。' },
  select: { en: 'Select the text to rewrite first.', 'zh-CN': '请先选中要改写的文字。' },
  noTools: { en: 'No tools are loaded here.', 'zh-CN': '这里没有工具。' },
  whichTool: { en: 'Select a tool', 'zh-CN': '选择工具' },
  unreadable: { en: '{name} cannot be read.', 'zh-CN': '无法读取 {name}。' },
  nothingFaulty: { en: 'No shot has an error or a warning.', 'zh-CN': '没有需要修复的示例。' },
});

/** Arguments of the commands when they are called by programs. */
export interface GenerateArguments {
  readonly uri?: string | Uri;
  readonly text?: string;
  readonly count?: number;
  readonly tool?: string;
  /** Of the procedures of a document, the one to write shots for; the first if it is left out. */
  readonly procedure?: string;
  /** What the shots are to show; everything if it is left out. */
  readonly goals?: readonly Goal[];
  /** Zero-based, of the shot. */
  readonly line?: number;
}

/** Nothing, where nothing was begun. */
type Answered = Promise<RunAnswer | undefined>;

type Source = { readonly targetContext: TargetContext; readonly task: Task };

/** From an SOP, a shots document that has one, a selection, or a procedure that is asked for. */
export async function generateFromProcedure(generation: GenerationContext, given: GenerateArguments = {}): Answered {
  const { session } = generation;
  const document = await getDocument(given);
  const kind = document === undefined ? undefined : checkedKind(document, session.service);
  if (given.text === undefined && document !== undefined && kind === 'shots') {
    const targetContext = await openOrReport(generation, { uri: document.uri });
    if (targetContext === undefined) return;
    const { procedures } = targetContext.context;
    const procedure = procedures.find(({ uri }) => uri === given.procedure) ?? procedures[0];
    if (procedure !== undefined || targetContext.context.tools.tools.length > 0) {
      return askAndRun(generation, targetContext, createTask(targetContext, { procedure, ...goalsOf(given) }), given);
    }
  }
  const selected = kind === 'shots' || document === undefined ? '' : getSelection(document);
  const whole = document !== undefined && kind === 'procedure' && selected === '' ? document : undefined;
  const text = given.text ?? whole?.getText() ?? selected;
  if (text.trim() !== '') return generateFromText(generation, text, whole, given);
  const brought = await bringProcedure(session);
  if (brought === undefined || brought.getText().trim() === '') return;
  return generateFromText(generation, brought.getText(), brought, given);
}

async function generateFromText(
  generation: GenerationContext,
  text: string,
  whole: TextDocument | undefined,
  given: GenerateArguments,
): Answered {
  const saved = whole === undefined || whole.isUntitled ? undefined : whole.uri;
  const targetContext = await openOrReport(generation, await createTarget(saved, 'sop'));
  if (targetContext === undefined) return;
  const procedure = parseProcedure(saved?.toString() ?? 'untitled:selection.sop.md', text);
  const hasSteps = procedure.steps.length > 0 || whole !== undefined;
  const about = hasSteps ? { procedure, ...goalsOf(given) } : { kind: 'rewrite' as const, text };
  return askAndRun(generation, targetContext, createTask(targetContext, about), given);
}

/** More shots like the one at the cursor. */
export async function moreLikeThis(generation: GenerationContext, given: GenerateArguments = {}): Answered {
  const document = await getDocument(given);
  const targetContext = await openShotsTarget(generation, document);
  const shot = targetContext && document && findShotAt(targetContext, document, given.line);
  if (targetContext === undefined || shot === undefined) return showMessage(generation, say('openShots'));
  const task = createTask(targetContext, {
    kind: 'more-like-this',
    procedure: targetContext.context.procedures[0],
    shot: slice(targetContext.context.document.text, shot).trim(),
  });
  return askAndRun(generation, targetContext, task, given);
}

/** Function-calling examples for one tool. */
export async function shotsForTool(generation: GenerationContext, given: GenerateArguments = {}): Answered {
  const document = await getDocument(given);
  const kind = document && checkedKind(document, generation.session.service);
  if (document === undefined || kind === undefined || kind === 'project')
    return showMessage(generation, say('openAny'));
  const target =
    kind === 'shots' ? { uri: document.uri } : await createTarget(document.uri, kind === 'tools' ? 'tools' : 'sop');
  const targetContext = await openOrReport(generation, target);
  if (targetContext === undefined) return;
  const { tools } = targetContext.context.tools;
  if (tools.length === 0) return showMessage(generation, say('noTools'));
  const items = tools.map(({ name, description }) => ({ label: name, detail: description }));
  const placeHolder = generation.session.t(say('whichTool'));
  const tool = given.tool ?? (await window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.label;
  if (tool === undefined) return;
  return askAndRun(
    generation,
    targetContext,
    createTask(targetContext, { kind: 'for-tool', tool, ...goalsOf(given) }),
    given,
  );
}

/** Rewrites the selection as a shot: in place in a shots document, otherwise in a new document. */
export async function rewriteSelection(generation: GenerationContext, given: GenerateArguments = {}): Answered {
  const document = await getDocument(given);
  const text = given.text ?? (document && getSelection(document)) ?? '';
  if (document === undefined || text.trim() === '') return showMessage(generation, say('select'));
  const isShots = checkedKind(document, generation.session.service) === 'shots';
  const target = isShots ? { uri: document.uri, replaced: [text.trim()] } : await createTarget(undefined, 'sop');
  const targetContext = await openOrReport(generation, target, isShots ? [text.trim()] : []);
  if (targetContext === undefined) return;
  return runGeneration(generation, targetContext, createTask(targetContext, { kind: 'rewrite', text, count: 1 }));
}

/** Repairs the shots that have errors or warnings with a model. They replace the old ones when accepted. */
export async function repairWithModel(generation: GenerationContext, given: GenerateArguments = {}): Answered {
  const document = await getDocument(given);
  const seen = await openShotsTarget(generation, document);
  if (seen === undefined || document === undefined) return showMessage(generation, say('openShots'));
  const only = given.line === undefined ? undefined : findShotAt(seen, document, given.line);
  const all = await seen.findings();
  return repairShots(generation, seen, only === undefined ? all : getShotFindings(seen.context.document, only, all));
}

/** Repairs the shots that have some of a document's findings. `instructions` are added to the prompt. */
export async function repairShots(
  generation: GenerationContext,
  seen: TargetContext,
  diagnostics: readonly Diagnostic[],
  instructions = '',
): Answered {
  const { document } = seen.context;
  const { findings, ids, shots, text: shot } = findFaultyShots(document, diagnostics);
  if (shots.length === 0) return showMessage(generation, say('nothingFaulty'));
  const replaced = getShotTexts(document, shots);
  const faults = replaced.length === 1 ? { faults: [...getFaultShapes(document, diagnostics)] } : {};
  const target = { uri: seen.target.uri, replaced, ...faults };
  const targetContext = await openOrReport(generation, target, replaced);
  if (targetContext === undefined) return;
  const about = { kind: 'repair-document' as const, shot, findings, count: replaced.length, instructions };
  return runGeneration(generation, targetContext, createTask(targetContext, about), { ids });
}

function goalsOf({ goals }: GenerateArguments): Pick<Task, 'goals'> {
  return goals === undefined ? {} : { goals };
}

function createTask(
  { context }: TargetContext,
  about: Partial<Task> & { readonly procedure?: Procedure | undefined },
): Source['task'] {
  const { document } = context;
  const first = document.shots[0];
  return {
    kind: 'from-sop',
    procedure: undefined,
    tools: context.tools.tools,
    documentStyle: document.frontMatter?.style?.value ?? first?.style ?? context.project.style.shots,
    ...(first === undefined ? {} : { documentLanguage: document.detectedStyle.language }),
    ...about,
  } as Task;
}

/** Asks what is left open, and runs. */
async function askAndRun(
  generation: GenerationContext,
  targetContext: TargetContext,
  task: Task,
  { count }: GenerateArguments,
): Answered {
  const chosen = count === undefined ? await askChoices(generation, targetContext, task) : { ...task, count };
  return chosen && runGeneration(generation, targetContext, chosen);
}

async function openOrReport(
  generation: GenerationContext,
  ...args: Parameters<typeof openTargetContext> extends [unknown, ...infer Rest] ? Rest : never
): Promise<TargetContext | undefined> {
  const targetContext = await openTargetContext(generation.session, ...args);
  if (targetContext === undefined)
    showMessage(generation, say('unreadable', { name: workspace.asRelativePath(args[0].uri) }));
  return targetContext;
}

async function openShotsTarget(
  generation: GenerationContext,
  document: TextDocument | undefined,
): Promise<TargetContext | undefined> {
  if (document === undefined || checkedKind(document, generation.session.service) !== 'shots') return undefined;
  return openTargetContext(generation.session, { uri: document.uri });
}

function findShotAt({ context }: TargetContext, document: TextDocument, line: number | undefined): Shot | undefined {
  const editor = getEditor(document);
  const at = line ?? editor?.selection.active.line ?? 0;
  const offset = document.offsetAt(document.lineAt(Math.min(at, document.lineCount - 1)).range.end);
  return context.document.shots.findLast(({ start }) => start <= offset);
}

async function getDocument({ uri }: GenerateArguments): Promise<TextDocument | undefined> {
  if (uri === undefined) return window.activeTextEditor?.document;
  return openDocument(uri) ?? (await workspace.openTextDocument(typeof uri === 'string' ? Uri.parse(uri) : uri));
}

function getEditor(document: TextDocument): TextEditor | undefined {
  const active = window.activeTextEditor;
  return active?.document === document ? active : undefined;
}

function getSelection(document: TextDocument): string {
  const editor = getEditor(document);
  return editor === undefined ? '' : document.getText(editor.selection);
}

function showMessage({ session }: GenerationContext, message: Message): undefined {
  void window.showInformationMessage(session.t(message));
}
