import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import type { FileKind } from '../../host.ts';
import { defineMessages } from '../../l10n/messages.ts';
import { excerpt } from '../../lint/wording.ts';
import { resolvePath } from '../../workspace/paths.ts';
import type { FeatureContext } from '../context.ts';
import { entityAt } from '../entities.ts';
import type { EntityPlace, PathEntity, StepEntity } from '../entity.ts';
import { keyText } from '../keyDescriptions.ts';
import { labelText } from '../labelDescriptions.ts';
import { cut, escapeMarkdown, prose } from '../markdown.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { parameterText } from './parameterText.ts';
import { toolText } from './toolText.ts';

const say = defineMessages({
  step: { en: 'Step {number} of {title}', 'zh-CN': '{title} 第 {number} 步' },
  noStep: { en: 'The procedure has no step {number}.', 'zh-CN': '流程中没有第 {number} 步。' },
  noProcedure: { en: 'The document names no procedure.', 'zh-CN': '文档没有指定流程。' },
  unknownTool: { en: 'No loaded tool is called {name}.', 'zh-CN': '已加载的工具中没有 {name}。' },
  missing: { en: 'There is no such file.', 'zh-CN': '文件不存在。' },
  outside: { en: 'This leads out of the workspace.', 'zh-CN': '路径指向工作区之外。' },
  tools: { en: '{count} tools', 'zh-CN': '{count} 个工具' },
  steps: { en: '{count} steps', 'zh-CN': '{count} 个步骤' },
});

/** The longest step shown whole, in characters. */
const MAX_STEP = 1200;

/** What stands under the cursor, said in Markdown. */
export async function hover(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<Hover | undefined> {
  const context = await services.load(uri, kind);
  const place = context && entityAt(context, context.lines.offsetAt(position));
  if (context === undefined || place === undefined) return undefined;
  const value = await textOf(services, context, place);
  if (value === undefined || value === '') return undefined;
  return { contents: { kind: MarkupKind.Markdown, value }, range: toRange(context.lines, place.range) };
}

async function textOf(
  services: FeatureServices,
  context: FeatureContext,
  place: EntityPlace,
): Promise<string | undefined> {
  const { entity } = place;
  switch (entity.kind) {
    case 'tool':
      if (entity.tool !== undefined) return toolText(services, entity.tool);
      return place.role === 'mention'
        ? undefined
        : services.render(say('unknownTool', { name: escapeMarkdown(entity.name) }));
    case 'parameter':
    case 'value':
      return parameterText(services, entity);
    case 'step':
      return stepText(services, entity);
    case 'label':
      return labelText(services.language(), entity.block.role);
    case 'path':
      return pathText(services, context, entity);
    case 'key':
      return keyText(services, entity);
  }
}

function stepText({ render }: FeatureServices, { procedure, step, number }: StepEntity): string {
  if (procedure === undefined) return render(say('noProcedure'));
  if (step === undefined) return render(say('noStep', { number: escapeMarkdown(number) }));
  const { title, text, uri } = procedure;
  const name = title === undefined ? (uri.split('/').at(-1) ?? '') : excerpt(text, title);
  const heading = render(say('step', { number: escapeMarkdown(number), title: escapeMarkdown(decoded(name)) }));
  return `**${heading}**\n\n${cut(prose(text.slice(step.content.start, step.content.end)), MAX_STEP)}`;
}

/** A path with what it leads to. */
async function pathText(
  { workspace, roots, render }: FeatureServices,
  context: FeatureContext,
  { path }: PathEntity,
): Promise<string> {
  const target = resolvePath(context.uri, path, roots);
  if (!target.ok) return render(say('outside'));
  const result = await workspace.survey.read(target.uri);
  if (!result.ok) return render(say('missing'));
  const name = escapeMarkdown(decoded(target.uri.split('/').at(-1) ?? path));
  if (/\.sop\.md$/i.test(target.uri)) {
    const loaded = await workspace.survey.procedure(target.uri);
    const steps = loaded.ok ? loaded.value.subject.procedure.steps.length : 0;
    return `[${name}](${target.uri}) — ${render(say('steps', { count: steps }))}`;
  }
  const file = /\.(?:json|ya?ml)$/i.test(target.uri) ? await workspace.survey.tools(target.uri) : undefined;
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
