import type { CompletionList, Position } from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, NEVER_CANCELLED } from '../../host.ts';
import { ROLES } from '../../parser/roles.ts';
import type { BlockNode } from '../../parser/tree.ts';
import { yamlOfProcedure } from '../../procedures/procedureFrontMatter.ts';
import { type TextRange, touches } from '../../text/range.ts';
import { callAt, scanBlock, wordAt } from '../callAt.ts';
import type { FeatureContext, ProcedureContext, ShotsContext } from '../context.ts';
import { blockBefore } from '../previousNodes.ts';
import type { FeatureServices } from '../services.ts';
import { argumentItems } from './arguments.ts';
import { commentAt, commentItems } from './comments.ts';
import { type Candidate, toItems } from './items.ts';
import { labelItems } from './labels.ts';
import { stepReferenceItems } from './stepReferences.ts';
import { toolCalls, toolNames } from './tools.ts';
import { yamlItems } from './yamlItems.ts';

/** What can be written at the cursor. */
export async function complete(
  services: FeatureServices,
  uri: string,
  position: Position,
  cancellation: Cancellation = NEVER_CANCELLED,
  kind: FileKind | undefined = undefined,
): Promise<CompletionList> {
  const context = await services.load(uri, kind);
  if (context === undefined || cancellation.isCancellationRequested) return { isIncomplete: false, items: [] };
  const offset = context.lines.offsetAt(position);
  const candidates = await candidatesAt(services, context, offset, cancellation);
  const start = candidates[0]?.range.start ?? offset;
  const word = context.text.slice(start, offset).replace(/^[\s>*<-]*/, '');
  return { isIncomplete: false, items: toItems(context.lines, candidates, word, services.options().nextListCommand) };
}

async function candidatesAt(
  services: FeatureServices,
  context: FeatureContext,
  offset: number,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const { uri, text } = context;
  switch (context.kind) {
    case 'shots':
      return shotsItems(services, context, offset, cancellation);
    case 'procedure':
      return procedureItems(services, context, offset, cancellation);
    case 'project': {
      const isYaml = !/\.json$/i.test(uri);
      const range = { start: 0, end: text.length };
      return isYaml ? yamlItems(services, { uri, text, range, file: 'project' }, offset, cancellation) : [];
    }
    case 'tools':
      return [];
  }
}

async function shotsItems(
  services: FeatureServices,
  context: ShotsContext,
  offset: number,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const { uri, text, lines, subject } = context;
  const yaml = frontMatterAt(context, offset);
  if (yaml !== undefined)
    return yamlItems(services, { uri, text, range: yaml, file: 'front-matter' }, offset, cancellation);
  const comment = commentAt(text, lines.lineStart(lines.lineAt(offset)), offset);
  if (comment !== undefined) return commentItems(services, context, comment);
  const call = callAt(context, offset);
  if (call !== undefined) return argumentItems(services, context, call, offset);
  const block = blockBefore(subject.document.tree, offset);
  const isOwnLine = block === undefined || lines.lineAt(block.label.start) !== lines.lineAt(offset);
  const labels = isOwnLine ? labelItems(services, context, offset) : [];
  return [...labels, ...(block === undefined ? [] : toolItems(services, context, block, offset))];
}

/** The YAML around an offset: a front matter, or the lines of one that has only been begun. */
function frontMatterAt({ text, subject }: ShotsContext, offset: number): TextRange | undefined {
  const node = subject.document.tree.frontMatter;
  if (node !== undefined) return touches(node.yaml, offset) && offset > node.start ? node.yaml : undefined;
  const opening = /^\ufeff?---[ \t]*\r?\n/.exec(text);
  if (opening === null || offset < opening[0].length) return undefined;
  const start = opening[0].length;
  const rest = text.slice(start);
  const close = /^---[ \t]*$/m.exec(rest);
  const end = close === null ? (/^[ \t]*(?:\*\*|#|<|>|$)/m.exec(rest)?.index ?? rest.length) : close.index;
  const isEmptyFirstLine = offset === start;
  return offset <= start + end || isEmptyFirstLine ? { start, end: start + Math.max(0, end) } : undefined;
}

/** Tools, where a name can begin: in an action, a request or a schema block. */
function toolItems(
  services: FeatureServices,
  context: ShotsContext,
  block: BlockNode,
  offset: number,
): readonly Candidate[] {
  if (ROLES[block.role].calls === undefined && block.role !== 'apiSchema') return [];
  const { uri, text, subject } = context;
  const scan = scanBlock(context, block, offset);
  const item = scan.frames.at(-1)?.bracket === '{' ? scan.item?.key : undefined;
  if (scan.string !== undefined) {
    const isName = scan.isValue && (item === 'name' || item === 'action' || item === 'tool');
    return isName ? toolNames(uri, subject.tools.tools, scan.string.content) : [];
  }
  if (block.role !== 'apiSchema' && scan.frames.length > 0 && scan.frames.at(-1)?.bracket !== '[') return [];
  const word = wordAt(text, offset, block.label.end);
  // Where a word goes on a sentence nobody calls a tool; a tool begins a line or follows a mark.
  const before = text.slice(Math.max(block.label.end, word.start - 1), word.start);
  if (before !== '' && !/[\s`[,，、：:（(“"]/.test(before)) return [];
  if (block.role === 'apiSchema') return toolNames(uri, subject.tools.tools, word);
  return toolCalls(services, context, word);
}

async function procedureItems(
  services: FeatureServices,
  { uri, text, lines, subject }: ProcedureContext,
  offset: number,
  cancellation: Cancellation,
): Promise<readonly Candidate[]> {
  const yaml = yamlOfProcedure(text);
  if (yaml !== undefined && touches(yaml, offset)) {
    return yamlItems(services, { uri, text, range: yaml, file: 'procedure' }, offset, cancellation);
  }
  const before = text.slice(lines.lineStart(lines.lineAt(offset)), offset);
  if ((before.match(/`/g) ?? []).length % 2 === 0) return stepReferenceItems(subject.procedure, before, offset);
  return toolNames(uri, subject.tools.tools, wordAt(text, offset, 0));
}
