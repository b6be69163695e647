import { estimateTokenCount } from 'tokenx';
import type { CodeLens, Range } from 'vscode-languageserver-types';
import { type Cancellation, type FileKind, NEVER_CANCELLED } from '../../host.ts';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { Procedure, Step } from '../../procedures/procedure.ts';
import { type FlowSide, sidesOf } from '../../procedures/sides.ts';
import { describeSide } from '../../procedures/sideWords.ts';
import type { ProcedureContext, ShotsContext, ToolsContext } from '../context.ts';
import { toolDeclaration } from '../declarations.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import type { ToolUse } from '../workspaceIndex.ts';

const say = defineMessages({
  none: { en: 'no shots', 'zh-CN': '没有示例' },
  shots: { en: '{count} {count|shot|shots}', 'zh-CN': '{count} 个示例' },
  wrong: { en: '{examples}, {count} with errors', 'zh-CN': '{examples}，其中 {count} 个有错误' },
  untaught: { en: 'covered by no shot', 'zh-CN': '没有示例覆盖此步骤' },
  taught: { en: 'covered by {count} {count|shot|shots}', 'zh-CN': '{count} 个示例覆盖此步骤' },
  untaken: { en: 'no shot takes the {count|branch|branches}: {sides}', 'zh-CN': '没有示例走过分支：{sides}' },
  allTaken: { en: 'all branches covered', 'zh-CN': '所有分支均已覆盖' },
  tokens: { en: '≈ {count} tokens', 'zh-CN': '≈ {count} 个 token' },
});

/** The command that lists the occurrences a lens counted. Its arguments are a URI and an LSP position. */
export const SHOW_REFERENCES = 'sopShots.showReferences';

/** Counts above the lines they are about: examples of a tool, shots that teach a step, tokens of a shot. */
export async function codeLenses(
  services: FeatureServices,
  uri: string,
  cancellation: Cancellation = NEVER_CANCELLED,
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
  const count = examples === 0 ? say('none') : say('shots', { count: examples });
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
  const carriedOut = procedure.steps.filter(({ kind }) => kind !== 'group' && kind !== 'rule');
  const sides = await services.index.takenSides(procedure, cancellation);
  if (cancellation.isCancellationRequested) return [];
  if (carriedOut.every(({ number }) => (taught.get(number) ?? 0) === 0)) return procedureLens(services, uri, procedure);
  const ownSides = groupByStep(sidesOf(procedure));
  return carriedOut.flatMap((step) => {
    const count = taught.get(step.number) ?? 0;
    const title = count === 0 ? say('untaught') : say('taught', { count });
    const range = toRange(lines, step.marker);
    const branches = branchTitle(ownSides.get(step) ?? [], sides);
    return [
      lens(services, uri, range, title, count > 0),
      ...(branches === undefined ? [] : [lens(services, uri, range, branches, false)]),
    ];
  });
}

/** Where no shot carries out any step, this is said once, above the title. */
function procedureLens(services: FeatureServices, uri: string, { title, lines }: Procedure): readonly CodeLens[] {
  return title === undefined ? [] : [lens(services, uri, toRange(lines, title), say('none'), false)];
}

function groupByStep(sides: readonly FlowSide[]): ReadonlyMap<Step, readonly FlowSide[]> {
  const groups = new Map<Step, FlowSide[]>();
  for (const side of sides) {
    if (side.step === undefined) continue;
    const group = groups.get(side.step);
    if (group === undefined) groups.set(side.step, [side]);
    else group.push(side);
  }
  return groups;
}

/** The sides of a step that no shot takes; undefined for a step without sides, and where no shot covers it at all. */
function branchTitle(own: readonly FlowSide[], taken: ReadonlyMap<string, number>): Message | undefined {
  const open = own.filter(({ key }) => (taken.get(key) ?? 0) === 0);
  if (own.length === 0 || open.length === own.length) return undefined;
  return open.length === 0 ? say('allTaken') : say('untaken', { count: open.length, sides: open.map(describeSide) });
}

function lens(services: FeatureServices, uri: string, range: Range, title: Message, hasOccurrences: boolean): CodeLens {
  const text = services.render(title);
  return {
    range,
    command: hasOccurrences
      ? { title: text, command: SHOW_REFERENCES, arguments: [uri, range.start] }
      : { title: text, command: '' },
  };
}
