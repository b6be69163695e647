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
import { defineMessages, getToolNameRange, type Message, type Shot } from '../../../core/index.ts';
import { checkedKind, PROCEDURE_LANGUAGE, SHOTS_SELECTOR } from '../../documents.ts';
import type { Findings } from '../../findings.ts';
import { ask } from '../../providers/asking.ts';
import type { Session } from '../../session.ts';
import { SECTION, setting } from '../../settings.ts';

const say = defineMessages({
  generate: { en: 'Generate shots', 'zh-CN': '生成示例' },
  more: { en: 'More like this', 'zh-CN': '生成更多类似示例' },
  repair: { en: 'Repair with model', 'zh-CN': '用模型修复' },
  approve: { en: 'Approve draft', 'zh-CN': '批准草稿' },
  tool: { en: 'Generate shots for this tool', 'zh-CN': '为此工具生成示例' },
  preview: { en: 'Preview prompt', 'zh-CN': '预览提示词' },
  copyAll: { en: 'Copy all as prompt', 'zh-CN': '将全部复制为提示词' },
  copy: { en: 'Copy as prompt', 'zh-CN': '复制为提示词' },
});

const TOOL_FILES = ['json', 'jsonc', 'yaml'].map((language) => ({ language }));

/** Links above shots, tools and procedures to what can be done with them. One setting takes them all away. */
export function registerLenses(session: Session, findings: Findings): Disposable {
  const changed = new EventEmitter<void>();
  const { t } = session;
  const provide = (find: (document: TextDocument) => Promise<readonly CodeLens[]>) => ({
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document: TextDocument) => (setting('codeLens') ? [...(await find(document))] : []),
  });
  return Disposable.from(
    changed,
    findings.onDidChange(() => changed.fire()),
    session.onDidChangeLanguage(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.codeLens`)) changed.fire();
    }),
    languages.registerCodeLensProvider(
      [...SHOTS_SELECTOR],
      provide((document) => shotLenses(session, findings, document, t)),
    ),
    languages.registerCodeLensProvider(
      TOOL_FILES,
      provide((document) => toolLenses(session, document, t)),
    ),
    languages.registerCodeLensProvider(
      { language: PROCEDURE_LANGUAGE },
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
    return (await service.getContext(key, 'shots'))?.document.shots ?? [];
  });
  const faults = findings.current(document).filter(({ finding }) => ['error', 'warning'].includes(finding.severity));
  const isFaulty = ({ end, start }: Shot): boolean =>
    faults.some(({ shown }) => {
      const at = document.offsetAt(shown.range.start);
      return start <= at && at < end;
    });
  const whole = [
    lens(0, t(say('preview')), 'sopShots.previewPrompt', uri),
    lens(0, t(say('copyAll')), 'sopShots.copyAsPrompt', uri),
  ];
  const perShot = shots.flatMap((shot) => {
    // The same line as the core's lenses, so that all lenses of a shot are in one row.
    const { line } = document.positionAt((shot.heading ?? shot.request ?? shot).start);
    return [
      ...(shot.status?.state === 'draft' ? [lens(line, t(say('approve')), 'sopShots.approveShot', uri, line)] : []),
      lens(line, t(say('more')), 'sopShots.moreLikeThis', { uri, line }),
      ...(isFaulty(shot) ? [lens(line, t(say('repair')), 'sopShots.repairWithModel', { uri, line })] : []),
      lens(line, t(say('copy')), 'sopShots.copyAsPrompt', uri, line),
    ];
  });
  return shots.length === 0 ? [] : [...whole, ...perShot];
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
    const { line } = document.positionAt(getToolNameRange(tool).start);
    return lens(line, t(say('tool')), 'sopShots.shotsForTool', { uri: document.uri, tool: tool.name });
  });
}

function lens(line: number, title: string, command: string, ...given: readonly (Uri | number | object)[]): CodeLens {
  const link: Command = { title, command, arguments: [...given] };
  return new CodeLens(new Range(line, 0, line, 0), link);
}
