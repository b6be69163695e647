import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { toExcerpt } from '../../lint/support/wording.ts';
import type { Tool } from '../../schemas/tool.ts';
import { resolvePath } from '../../text/paths.ts';
import type { FeatureContext } from '../context.ts';
import { entityAt } from '../entities.ts';
import type { EntityOccurrence, PathEntity, StepEntity } from '../entity.ts';
import { keyText } from '../keyDescriptions.ts';
import { labelText } from '../labelDescriptions.ts';
import { cut, escapeMarkdown, prose } from '../markdown.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { parameterText } from './parameterText.ts';
import { stepFlowTexts } from './stepFlowText.ts';
import { toolText } from './toolText.ts';

const say = defineMessages({
  step: { en: 'Step {number} of {title}', 'zh-CN': '{title} 第 {number} 步' },
  noStep: { en: 'The procedure has no step {number}.', 'zh-CN': '流程中没有第 {number} 步。' },
  noProcedure: { en: 'The document does not specify a procedure.', 'zh-CN': '文档没有指定流程。' },
  unknownTool: { en: 'Unknown tool {name}.', 'zh-CN': '未知的工具 {name}。' },
  missing: { en: 'File not found.', 'zh-CN': '找不到文件。' },
  outside: { en: 'The path is outside the workspace.', 'zh-CN': '路径在工作区之外。' },
  tools: { en: '{count} {count|tool|tools}', 'zh-CN': '{count} 个工具' },
  steps: { en: '{count} {count|step|steps}', 'zh-CN': '{count} 个步骤' },
});

/** The longest step shown whole, in characters. */
const MAX_STEP = 1200;

/** What is under the cursor, said in Markdown. */
export async function hover(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<Hover | undefined> {
  const context = await services.load(uri, kind);
  const occurrence = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || occurrence === undefined) return undefined;
  const value = await textOf(services, context, occurrence);
  if (value === undefined || value === '') return undefined;
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(context.lines, occurrence.range) };
}

async function textOf(
  services: FeatureServices,
  context: FeatureContext,
  occurrence: EntityOccurrence,
): Promise<string | undefined> {
  const { entity } = occurrence;
  switch (entity.kind) {
    case 'tool':
      if (entity.tool !== undefined) return toolText(services, entity.tool);
      return occurrence.role === 'mention'
        ? undefined
        : services.render(say('unknownTool', { name: escapeMarkdown(entity.name) }));
    case 'parameter':
    case 'value':
      return parameterText(services, entity);
    case 'step':
      return stepText(services, entity, toolsOf(context));
    case 'label':
      return labelText(services.language(), entity.block.role);
    case 'path':
      return pathText(services, context, entity);
    case 'key':
      return keyText(services, entity);
  }
}

/** The tools that the steps of a document's procedures can use. */
function toolsOf({ kind, subject }: FeatureContext): readonly Tool[] {
  return kind === 'procedure' || kind === 'shots' ? subject.tools.tools : [];
}

function stepText(
  { render }: FeatureServices,
  { procedure, step, number }: StepEntity,
  tools: readonly Tool[],
): string {
  if (procedure === undefined) return render(say('noProcedure'));
  if (step === undefined) return render(say('noStep', { number: escapeMarkdown(number) }));
  const { title, text, uri } = procedure;
  const name = title === undefined ? (uri.split('/').at(-1) ?? '') : toExcerpt(text, title);
  const heading = render(say('step', { number: escapeMarkdown(number), title: escapeMarkdown(decoded(name)) }));
  const words = cut(prose(text.slice(step.content.start, step.content.end)), MAX_STEP);
  const lines = stepFlowTexts(procedure, step, tools).map((line) => `- ${render(line)}`);
  return [`**${heading}**`, words, ...(lines.length === 0 ? [] : [lines.join('\n')])].join('\n\n');
}

/** A path with what it leads to. */
async function pathText(
  { workspace, roots, render }: FeatureServices,
  context: FeatureContext,
  { path }: PathEntity,
): Promise<string> {
  const target = resolvePath(context.uri, path, roots);
  if (!target.ok) return render(say('outside'));
  const result = await workspace.uncached.read(target.uri);
  if (!result.ok) return render(say('missing'));
  const name = escapeMarkdown(decoded(target.uri.split('/').at(-1) ?? path));
  if (/\.sop\.md$/i.test(target.uri)) {
    const loaded = await workspace.uncached.procedure(target.uri);
    const steps = loaded.ok ? loaded.value.subject.procedure.steps.length : 0;
    return `[${name}](${target.uri}) — ${render(say('steps', { count: steps }))}`;
  }
  const file = /\.(?:json|ya?ml)$/i.test(target.uri) ? await workspace.uncached.tools(target.uri) : undefined;
  const counted = file === undefined ? '' : ` — ${render(say('tools', { count: file.tools.length }))}`;
  return `[${name}](${target.uri})${counted}`;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
