import {
  CodeLens,
  type Command,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  type Uri,
  workspace,
} from 'vscode';
import { defineMessages, type Message, renderMessage, type Shot, toolNamePlace } from '../../core/index.ts';
import { checkedKind, procedureLanguage, shotsSelector } from '../documents.ts';
import type { Findings } from '../findings.ts';
import { ask } from '../providers/asking.ts';
import type { Session } from '../session.ts';
import { section, setting } from '../settings.ts';

const say = defineMessages({
  generate: { en: 'Generate shots', 'zh-CN': '生成示例' },
  more: { en: 'More like this', 'zh-CN': '生成更多类似示例' },
  repair: { en: 'Repair with model', 'zh-CN': '用模型修复' },
  approve: { en: 'Approve draft', 'zh-CN': '批准草稿' },
  tool: { en: 'Shots for this tool', 'zh-CN': '为此工具生成示例' },
});

const toolFiles = ['json', 'jsonc', 'yaml'].map((language) => ({ language }));

/** Links above shots, tools and procedures to what can be done with them. One setting takes them all away. */
export function registerLenses(session: Session, findings: Findings): Disposable {
  const changed = new EventEmitter<void>();
  const t = (message: Message): string => renderMessage(message, session.language());
  const provide = (find: (document: TextDocument) => Promise<readonly CodeLens[]>) => ({
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document: TextDocument) => (setting('codeLens') ? [...(await find(document))] : []),
  });
  return Disposable.from(
    changed,
    findings.onDidChange(() => changed.fire()),
    session.onDidChangeLanguage(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${section}.codeLens`)) changed.fire();
    }),
    languages.registerCodeLensProvider(
      [...shotsSelector],
      provide((document) => shotLenses(session, findings, document, t)),
    ),
    languages.registerCodeLensProvider(
      toolFiles,
      provide((document) => toolLenses(session, document, t)),
    ),
    languages.registerCodeLensProvider(
      { language: procedureLanguage },
      provide(async ({ uri }) => [lens(0, t(say('generate')), 'sopShots.generateShots', uri)]),
    ),
  );
}

async function shotLenses(
  session: Session,
  findings: Findings,
  document: TextDocument,
  t: (message: Message) => string,
): Promise<readonly CodeLens[]> {
  const { uri } = document;
  const shots = await ask(session, document, [], async (service, key) => {
    return (await service.contextOf(key, 'shots'))?.document.shots ?? [];
  });
  const faults = findings.current(document).filter(({ finding }) => ['error', 'warning'].includes(finding.severity));
  const isFaulty = ({ end, start }: Shot): boolean =>
    faults.some(({ shown }) => {
      const at = document.offsetAt(shown.range.start);
      return start <= at && at < end;
    });
  return shots.flatMap((shot) => {
    // The line that the core's counts stand above too, so that all that is said of a shot stands in one row.
    const { line } = document.positionAt((shot.heading ?? shot.request ?? shot).start);
    return [
      ...(shot.status?.state === 'draft' ? [lens(line, t(say('approve')), 'sopShots.approveShot', uri, line)] : []),
      lens(line, t(say('more')), 'sopShots.moreLikeThis', { uri, line }),
      ...(isFaulty(shot) ? [lens(line, t(say('repair')), 'sopShots.repairWithModel', { uri, line })] : []),
    ];
  });
}

async function toolLenses(
  session: Session,
  document: TextDocument,
  t: (message: Message) => string,
): Promise<readonly CodeLens[]> {
  if (checkedKind(document, session.service) !== 'tools') return [];
  const uri = document.uri.toString();
  const file = await session.service.toolFile(uri);
  // Tools that a file takes over from another one are written there.
  const own = file?.tools.filter((tool) => tool.file.uri === uri) ?? [];
  return own.map((tool) => {
    const { line } = document.positionAt(toolNamePlace(tool).start);
    return lens(line, t(say('tool')), 'sopShots.shotsForTool', { uri: document.uri, tool: tool.name });
  });
}

function lens(line: number, title: string, command: string, ...given: readonly (Uri | number | object)[]): CodeLens {
  const link: Command = { title, command, arguments: [...given] };
  return new CodeLens(new Range(line, 0, line, 0), link);
}
