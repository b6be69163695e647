import { estimateTokenCount } from 'tokenx';
import type { CodeLens, Range } from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, neverCancelled } from '../../host.ts';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { ProcedureContext, ShotsContext, ToolsContext } from '../context.ts';
import { toolDeclaration } from '../declarations.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import type { ToolUse } from '../workspaceIndex.ts';

const say = defineMessages({
  none: { en: 'no examples', 'zh-CN': '没有示例' },
  one: { en: '1 example', 'zh-CN': '1 个示例' },
  many: { en: '{count} examples', 'zh-CN': '{count} 个示例' },
  wrong: { en: '{examples}, {count} with errors', 'zh-CN': '{examples}，其中 {count} 个有错误' },
  untaught: { en: 'taught by no shot', 'zh-CN': '没有示例教授这一步' },
  taughtOnce: { en: 'taught by 1 shot', 'zh-CN': '1 个示例教授这一步' },
  taught: { en: 'taught by {count} shots', 'zh-CN': '{count} 个示例教授这一步' },
  tokens: { en: '≈ {count} tokens', 'zh-CN': '≈ {count} 个 token' },
});

/** The command that lists the places a lens counted. Its arguments are a URI and an LSP position. */
export const SHOW_REFERENCES = 'sopShots.showReferences';

/** Counts above the lines they are about: examples of a tool, shots that teach a step, tokens of a shot. */
export async function codeLenses(
  services: FeatureServices,
  uri: string,
  cancellation: Cancellation = neverCancelled,
  kind: FileKind | undefined = undefined,
): Promise<readonly CodeLens[]> {
  const context = await services.load(uri, kind);
  switch (context?.kind) {
    case 'shots':
      return tokenLenses(services, context);
    case 'procedure':
      return stepLenses(services, context, cancellation);
    case 'tools':
      return toolLenses(services, context, cancellation);
    default:
      return [];
  }
}

function tokenLenses(services: FeatureServices, { text, lines, subject }: ShotsContext): readonly CodeLens[] {
  return subject.document.shots.map((shot) => {
    const count = estimateTokenCount(text.slice(shot.start, shot.end));
    // A lens without a command is a text that cannot be clicked.
    const command = { title: services.render(say('tokens', { count })), command: '' };
    const at = shot.heading?.start ?? shot.request?.start ?? shot.start;
    return { range: toRange(lines, { start: at, end: at }), command };
  });
}

async function toolLenses(
  services: FeatureServices,
  { uri, lines, subject }: ToolsContext,
  cancellation: Cancellation,
): Promise<readonly CodeLens[]> {
  const { tools } = subject.file;
  const uses = await services.index.toolUse(tools, cancellation);
  if (cancellation.isCancellationRequested) return [];
  return tools.map((tool) => {
    const range = toRange(lines, toolDeclaration(tool).range);
    const use = uses.get(tool) ?? { examples: 0, wrong: 0 };
    return lens(services, uri, range, toolTitle(use), use.examples > 0);
  });
}

function toolTitle({ examples, wrong }: ToolUse): Message {
  const count = examples === 0 ? say('none') : examples === 1 ? say('one') : say('many', { count: examples });
  return wrong === 0 ? count : say('wrong', { examples: count, count: wrong });
}

async function stepLenses(
  services: FeatureServices,
  { uri, lines, subject }: ProcedureContext,
  cancellation: Cancellation,
): Promise<readonly CodeLens[]> {
  const { procedure } = subject;
  const taught = await services.index.taught(procedure, cancellation);
  if (cancellation.isCancellationRequested) return [];
  return procedure.steps.map((step) => {
    const count = taught.get(step.number) ?? 0;
    const title = count === 0 ? say('untaught') : count === 1 ? say('taughtOnce') : say('taught', { count });
    return lens(services, uri, toRange(lines, step.marker), title, count > 0);
  });
}

function lens(services: FeatureServices, uri: string, range: Range, title: Message, hasPlaces: boolean): CodeLens {
  const text = services.render(title);
  return {
    range,
    command: hasPlaces
      ? { title: text, command: SHOW_REFERENCES, arguments: [uri, range.start] }
      : { title: text, command: '' },
  };
}
