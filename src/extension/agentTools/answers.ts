import { Uri } from 'vscode';
import { type Diagnostic, type LintResult, slice } from '../../core/index.ts';
import {
  buildModel,
  defaultGpus,
  defaultMemoryOptions,
  type Finding,
  findCatalogueModel,
  getOverview,
  parseAdapterConfig,
  printedLine,
  searchCatalogue,
} from '../../finetuning/index.ts';
import type { Session } from '../session.ts';
import { fileOf, type Input, refused, toolFilesOf } from './inputs.ts';
import { freshService, serviceWith } from './services.ts';

export * from './draftAnswers.ts';

/** The most findings in one answer: an agent reads them all into its context. */
const MAX_FINDINGS = 100;

/** Lints a document of the workspace, or a text as if it were in the workspace. */
export async function lintShots(session: Session, input: Input): Promise<unknown> {
  const { text } = input;
  const uri = fileOf(input.path) ?? (typeof text === 'string' ? fileOf('text.shots.md') : undefined);
  if (uri === undefined) return refused('Give a path within the workspace, or a text.');
  const result = await lintText(session, uri, typeof text === 'string' ? text : undefined);
  const { calls, diagnostics, drafts, shots } = result;
  return { shots, calls, drafts, findings: diagnostics.map(plainFinding), found: diagnostics.length };
}

/** A procedure's steps with their conditions, and the tools they can call, with their schemas. */
export async function lookUpProcedure(session: Session, input: Input): Promise<unknown> {
  const service = freshService(session);
  const uri = fileOf(input.path);
  const procedure = uri && (await service.procedure(uri.toString()));
  if (uri === undefined || procedure === undefined) return refused('Give the path of an SOP within the workspace.');
  const { steps, text, title } = procedure;
  const beside = Uri.joinPath(uri, '..', 'text.shots.md').toString();
  const context = (await service.getContext(uri.toString(), 'shots')) ?? (await service.getContext(beside, 'shots'));
  return {
    title: title && slice(text, title).trim(),
    steps: steps.map((step) => ({
      number: step.number,
      text: slice(text, step.content).trim(),
      condition: step.condition && slice(text, step.condition),
      tools: step.tools.map(({ name }) => name),
    })),
    tools: (context?.tools.tools ?? []).map(({ name, description, parameters }) => ({ name, description, parameters })),
  };
}

/** Checks one call against the tools of a document, or against all tool files where none is named. */
export async function checkOneCall(session: Session, input: Input): Promise<unknown> {
  const { call, path, tools: globs } = input;
  if (typeof call !== 'string' || call.trim() === '') return refused('Give the call, such as Find(error = "jam").');
  const near = fileOf(path ?? 'call.shots.md');
  if (near === undefined) return refused('Give a path within the workspace.');
  const head = path === undefined ? headOf(await toolFilesOf(session.host, globs)) : await frontMatterOf(session, near);
  const before = `${head}**User**: A request.\n**Think**: This call answers it.\n`;
  const line = before.split('\n').length - 1;
  const text = `${before}**Action**: ${call.replaceAll(/(?<!\s)\s*\n\s*/g, ' ')}\n`;
  const uri = path === undefined ? near : Uri.joinPath(near, '..', 'call.shots.md');
  const service = serviceWith(session, uri, text);
  const context = await service.getContext(uri.toString(), 'shots');
  const tools = context?.tools.tools ?? [];
  if (tools.length === 0) return refused('No tools are known there, so nothing can be checked.');
  const { calls, diagnostics } = await service.lint(uri.toString(), { maxFindings: MAX_FINDINGS }, 'shots');
  const findings = diagnostics.filter(({ range }) => range.start.line === line);
  const isRight = calls > 0 && !findings.some(({ severity }) => severity === 'error');
  return { ok: isRight, recognised: calls > 0, findings: findings.map(plainFinding) };
}

function headOf(files: readonly string[]): string {
  return files.length === 0 ? '' : `---\ntools: ${JSON.stringify(files.map((file) => `./${file}`))}\n---\n\n`;
}

/** Counts what a LoRA configuration trains on a model of the catalogue. */
export async function countLora(session: Session, { adapter, model: name }: Input): Promise<unknown> {
  const said = (findings: readonly Finding[]) =>
    findings.map(({ code, field, message, severity }) => {
      return { code, field, severity, message: session.t(message) };
    });
  const known = typeof name === 'string' ? findCatalogueModel(name) : undefined;
  if (known === undefined) {
    const near =
      typeof name === 'string'
        ? searchCatalogue(name)
            .slice(0, 10)
            .map((model) => model.name)
        : [];
    return { ...refused('The catalog has no such model.'), similar: near };
  }
  const model = buildModel(known.config, { name: known.name });
  const config = parseAdapterConfig(adapter ?? { peft_type: 'LORA', r: 8 });
  if (!model.ok || !config.ok) return { findings: said([...model.findings, ...config.findings]) };
  const outcome = getOverview(model.value, config.value, defaultMemoryOptions, defaultGpus);
  if (!outcome.ok) return { findings: said(outcome.findings) };
  const { count } = outcome.value;
  return {
    model: known.name,
    printed: printedLine(count.trainable, count.total),
    trainable: count.trainable,
    total: count.total,
    findings: said(outcome.findings),
  };
}

async function lintText(session: Session, uri: Uri, text: string | undefined): Promise<LintResult> {
  const service = text === undefined ? freshService(session) : serviceWith(session, uri, text);
  return service.lint(uri.toString(), { maxFindings: MAX_FINDINGS }, 'shots');
}

/** The head of a document, which names its tools. */
async function frontMatterOf({ host }: Session, uri: Uri): Promise<string> {
  const read = await host.readFile(uri.toString());
  const head = read.ok ? /^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*\r?\n/.exec(read.text)?.[0] : undefined;
  return head === undefined ? '' : `${head}\n`;
}

function plainFinding({ message, range, rule, severity }: Diagnostic) {
  return { rule, severity, line: range.start.line + 1, column: range.start.character + 1, message };
}
