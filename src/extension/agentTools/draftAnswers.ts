import { Uri, WorkspaceEdit, workspace } from 'vscode';
import type { Language } from '../../core/index.ts';
import { type CoverageFiles, createCoverageMeter, reportCoverage } from '../../evaluation/index.ts';
import {
  createFirstRequest,
  createRequestPreview,
  type GuardedModel,
  generateShots,
  insertShots,
  type RunOptions,
  type Task,
  toFrontMatterText,
} from '../../generation/index.ts';
import { listFiles } from '../coverage/workspaceCoverage.ts';
import { openDocument } from '../documents.ts';
import { fixedEdit } from '../fixedEdit.ts';
import { openTargetContext, type TargetContext } from '../generation/run/targetContext.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';
import { fileOf, type Input, type Refused, refused, toolFilesOf, toShownPath } from './inputs.ts';
import { freshService, serviceWith } from './services.ts';

/** Fixes a document in its editor, where it can be undone, or answers the fixed text. */
export async function fixShots(session: Session, { path, text }: Input): Promise<unknown> {
  const uri = fileOf(path) ?? (typeof text === 'string' ? fileOf('text.shots.md') : undefined);
  if (uri === undefined) return refused('Give a path within the workspace, or a text.');
  if (typeof text === 'string') {
    const fixed = await serviceWith(session, uri, text).fixAll(uri.toString(), {}, 'shots');
    return { text: fixed.text, changed: fixed.changed };
  }
  const document = openDocument(uri) ?? (await workspace.openTextDocument(uri).then(undefined, () => undefined));
  if (document === undefined) return refused('There is no such file.');
  const edits = await fixedEdit({ ...session, service: freshService(session) }, document);
  if (edits === undefined) return { changed: false };
  const edit = new WorkspaceEdit();
  edit.set(uri, [...edits]);
  return { changed: await applyEdit(session, edit), saved: false };
}

/** What the shots of a document, of the workspace or for a procedure cover, as `sop-shots coverage --format json` has it. */
export async function checkCoverage(session: Session, { path }: Input): Promise<unknown> {
  const uri = fileOf(path);
  if (uri === undefined) return refused('Give a path within the workspace.');
  const service = freshService(session);
  const files = await getCoverageFiles(session, uri, service.getFileKind(uri.toString()));
  const coverage = await createCoverageMeter(() => service).measure(files);
  if (coverage === undefined) return refused('The measurement was canceled.');
  return JSON.parse(reportCoverage('json', { coverage, language: session.language(), pathOf: toShownPath }));
}

async function getCoverageFiles(session: Session, uri: Uri, kind: string | undefined): Promise<CoverageFiles> {
  const own = [uri.toString()];
  if (kind === 'shots') return { shots: own, procedures: [], tools: [], includesUsed: true };
  const shots = await listFiles(session, 'shots');
  if (kind === 'procedure') return { shots, procedures: own, tools: [], includesUsed: false };
  const below = shots.filter((file) => file.startsWith(`${uri.toString().replace(/\/$/, '')}/`));
  return { shots: below, procedures: [], tools: [], includesUsed: true };
}

/** A document with drafts of the local scaffold for a procedure. */
export function generateDrafts(session: Session, input: Input): Promise<unknown> {
  return withTask(session, input, draft);
}

/** A document with a text as shots of the local scaffold. */
export async function convertText(session: Session, input: Input): Promise<unknown> {
  if (typeof input.text !== 'string' || input.text.trim() === '') return refused('Give the text.');
  return withTask(session, input, draft);
}

/** What a model would be sent for a procedure. */
export function getPrompt(session: Session, input: Input): Promise<unknown> {
  return withTask(session, input, async ({ task, options, target: { services } }) => {
    const question = createFirstRequest(task, options, { ...services, model: NO_MODEL }, new AbortController().signal);
    if (question === undefined) return refused('There is nothing to ask a model for.');
    return { prompt: createRequestPreview(question.plain, false).text };
  });
}

/** Stands for the agent's own model, which is never asked from here. */
const NO_MODEL: GuardedModel = {
  chat: {
    name: 'none',
    destination: { origin: 'editor:none', host: '' },
    structureMode: undefined,
    stream: () => {
      throw new Error('Nothing is sent.');
    },
  },
  guard: async () => ({ kind: 'cancel' }),
};

interface OpenTask {
  readonly task: Task;
  readonly options: RunOptions;
  readonly target: TargetContext;
  /** The front matter of the document. */
  readonly front: string;
}

/** Opens what a task names as a document beside it would, and does something with it. */
async function withTask(
  session: Session,
  input: Input,
  work: (open: OpenTask) => Promise<unknown>,
): Promise<unknown | Refused> {
  const sop = fileOf(input.sop);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined || (sop === undefined && input.text === undefined)) {
    return refused('Give the path of an SOP within the workspace.');
  }
  const tools = Array.isArray(input.tools) ? await toolFilesOf(session.host, input.tools) : [];
  const front = toFrontMatterText(
    sop && `./${toShownPath(sop.toString())}`,
    tools.map((file) => `./${file}`),
  );
  const target = await openTargetContext(session, { uri: Uri.joinPath(folder, 'generated.shots.md'), front });
  const [procedure] = target?.context.procedures ?? [];
  if (target === undefined || (sop !== undefined && procedure === undefined)) {
    return refused('Give the path of an SOP within the workspace.');
  }
  return work({ task: toTask(input, target, procedure), options: toOptions(input, target), target, front });
}

function toTask(input: Input, { context }: TargetContext, procedure: Task['procedure']): Task {
  const { count, language, style, text } = input;
  const documentStyle = context.project.style.shots;
  return {
    kind: typeof text === 'string' ? 'rewrite' : 'from-sop',
    procedure,
    tools: context.tools.tools,
    ...(documentStyle === undefined ? {} : { documentStyle }),
    ...(typeof text === 'string' ? { text } : {}),
    ...(isWholeNumber(count) && count > 0 ? { count: Math.min(count, MAX_COUNT) } : {}),
    ...(isStyle(style) ? { style } : {}),
    ...(isKnownLanguage(language) ? { language } : {}),
  };
}

const MAX_COUNT = 100;

function toOptions({ seed }: Input, { context }: TargetContext): RunOptions {
  const chosen = isWholeNumber(seed) ? seed : context.project.generation.seed;
  return typeof chosen === 'number' ? { seed: chosen } : {};
}

async function draft({ task, options, target: { services }, front }: OpenTask): Promise<unknown> {
  const shots: { readonly index: number; readonly text: string }[] = [];
  const problems: string[] = [];
  for await (const event of generateShots(task, options, services, new AbortController().signal)) {
    if (event.kind === 'shot') shots.push({ index: event.shot.plan.index, text: event.shot.text });
    if (event.kind === 'problem') problems.push(event.code);
  }
  const texts = shots.toSorted((a, b) => a.index - b.index).map(({ text }) => text);
  return { document: insertShots(front, texts, services.knownTools), shots: texts.length, problems };
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isStyle(value: unknown): value is NonNullable<Task['style']> {
  return value === 'react' || value === 'plan-and-solve' || value === 'function-calling';
}

function isKnownLanguage(value: unknown): value is Language {
  return value === 'en' || value === 'zh-CN';
}
