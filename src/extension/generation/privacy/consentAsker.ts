import {
  type Disposable,
  EventEmitter,
  type Memento,
  type QuickPickItem,
  TabInputText,
  Uri,
  window,
  workspace,
} from 'vscode';
import { defineMessages, groupDigits, type Message } from '../../../core/index.ts';
import {
  type Consent,
  type ConsentAnswer,
  type ConsentAsker,
  type ConsentQuestion,
  type ConsentStore,
  createRequestPreview,
  type MaskLevel,
} from '../../../generation/index.ts';
import type { Session } from '../../session.ts';
import { createStoredValue, type StorageReport, toRecord } from '../../storedValue.ts';
import { createPreviewMarks, type MarkedText } from './previewMarks.ts';

const say = defineMessages({
  title: {
    en: 'Send this to {host}? ({model}, requests: {requests}, ≈ {tokens} tokens)',
    'zh-CN': '是否将以下内容发送到 {host}？（{model}，{requests} 个请求，约 {tokens} 个 token）',
  },
  hint: {
    en: 'The document shows the first request as the highlighted option sends it',
    'zh-CN': '文档中是按选中选项发出的第一个请求',
  },
  send: { en: 'Send', 'zh-CN': '发送' },
  sendDetail: { en: 'As it is', 'zh-CN': '原样发送' },
  names: { en: 'Send masked: names', 'zh-CN': '脱敏后发送：名称' },
  namesDetail: {
    en: 'Tools, parameters, values, paths and hosts become aliases, restored in the reply',
    'zh-CN': '工具、参数、取值、路径和主机替换为别名，回复中自动还原',
  },
  strict: { en: 'Send masked: strict', 'zh-CN': '脱敏后发送：严格' },
  strictDetail: { en: 'Descriptions are removed too', 'zh-CN': '描述文字也一并去掉' },
  scaffold: { en: 'Use the local scaffold', 'zh-CN': '改用本地脚手架' },
  scaffoldDetail: { en: 'Nothing is sent', 'zh-CN': '不发送任何内容' },
  cancel: { en: 'Cancel', 'zh-CN': '取消' },
  remember: { en: 'Ask again for {host} in this workspace?', 'zh-CN': '以后在此工作区向 {host} 发送时还要询问吗？' },
  once: { en: 'Ask again next time', 'zh-CN': '下次仍然询问' },
  always: { en: 'Remember this answer', 'zh-CN': '记住这次的选择' },
  document: { en: 'What will be sent', 'zh-CN': '将要发送的内容' },
  nothing: { en: 'Nothing is sent.', 'zh-CN': '不发送任何内容。' },
  head: { en: 'To {origin}, model {model}:', 'zh-CN': '发往 {origin}，模型 {model}：' },
});

const STORAGE_KEY = 'sopShots.consents';
const CONSENT_SCHEME = 'sop-shots-consent';

/** Answers by host and workspace, in the user's own storage, which no workspace can write to. */
export interface EditorConsents extends ConsentStore {
  forget(): Promise<number>;
}

export function createConsents(memento: Memento, report: StorageReport): EditorConsents {
  const stored = createStoredValue(memento, STORAGE_KEY, (value) => toRecord(value, isConsent), report);
  const all = (): Record<string, Consent> => stored.get() ?? {};
  const key = (host: string, workspaceId: string): string => JSON.stringify([host, workspaceId]);
  return {
    get: async (host, id) => all()[key(host, id)],
    set: async (host, id, consent) => stored.set({ ...all(), [key(host, id)]: consent }),
    forget: async () => {
      const { length } = Object.keys(all());
      await stored.set(undefined);
      return length;
    },
  };
}

/** What is not an answer for certain is none: nothing is sent by it. */
function isConsent(value: unknown): value is Consent {
  if (typeof value !== 'object' || value === null || !('answer' in value)) return false;
  const level = 'level' in value ? value.level : undefined;
  return (
    value.answer === 'send' ||
    (value.answer === 'send-masked' && (level === undefined || level === 'names' || level === 'strict'))
  );
}

interface Choice extends QuickPickItem {
  readonly answer: ConsentAnswer;
  readonly level?: MaskLevel;
}

/** Shows what leaves in a document beside the question, and asks. */
export function createConsentAsker(session: Session): ConsentAsker & Disposable {
  const changed = new EventEmitter<Uri>();
  const marks = createPreviewMarks();
  let asked = 0;
  let shown: MarkedText = { text: '', marks: [] };
  const registered = workspace.registerTextDocumentContentProvider(CONSENT_SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => shown.text,
  });
  const t = (key: Parameters<typeof say>[0], args: Parameters<typeof say>[1] = {}): string => {
    const message: Message = say(key, args);
    return session.t(message);
  };
  const textFor = (question: ConsentQuestion, { answer, level }: Choice, margin: string): MarkedText => {
    if (answer !== 'send' && answer !== 'send-masked') return { text: `${margin}${t('nothing')}\n`, marks: [] };
    const { origin } = question.destination;
    const request = level === undefined ? question.plain : question.masked(level);
    const preview = createRequestPreview(request, level !== undefined);
    const notes = preview.notes.map((note) => session.t(note));
    const head = `${margin}${[...notes, '', t('head', { origin, model: question.model })].join('\n')}\n\n`;
    return {
      text: head + preview.text,
      marks: preview.marks.map(({ kind, start, end }) => ({
        kind,
        start: start + head.length,
        end: end + head.length,
      })),
    };
  };
  return {
    ask: async (question) => {
      const { host } = question.destination;
      // A document of its own for each question: one shown before would still hold what another question was about.
      const uri = Uri.from({ scheme: CONSENT_SCHEME, path: `/${t('document')}.md`, query: String(++asked) });
      const choices = getChoices(question, t);
      const margin = '\n'.repeat(countCoveredLines(choices));
      if (choices[0] !== undefined) shown = textFor(question, choices[0], margin);
      await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
      marks.show(uri, shown);
      const { estimatedTokens: tokens, model, requests } = question;
      const title = t('title', { host, model, requests: groupDigits(requests), tokens: groupDigits(tokens) });
      const chosen = await pick(choices, title, t('hint'), (choice) => {
        shown = textFor(question, choice, margin);
        marks.show(uri, shown);
        changed.fire(uri);
      });
      const remember = chosen !== undefined && isSending(chosen) && (await askToRemember(host, t));
      await closeTab(uri);
      return {
        answer: chosen?.answer ?? 'cancel',
        ...(chosen?.level === undefined ? {} : { level: chosen.level }),
        remember,
      };
    },
    dispose: () => {
      registered.dispose();
      marks.dispose();
      changed.dispose();
    },
  };
}

type Say = (key: Parameters<typeof say>[0], args?: Parameters<typeof say>[1]) => string;

/** What the project demands to be masked is not offered plain. */
function getChoices({ requiredLevel: required, isModelNeeded }: ConsentQuestion, t: Say): readonly Choice[] {
  const plain: Choice = { label: t('send'), detail: t('sendDetail'), answer: 'send' };
  const names: Choice = { label: t('names'), detail: t('namesDetail'), answer: 'send-masked', level: 'names' };
  return [
    ...(required === undefined ? [plain] : []),
    ...(required === 'strict' ? [] : [names]),
    { label: t('strict'), detail: t('strictDetail'), answer: 'send-masked', level: 'strict' },
    ...(isModelNeeded ? [] : [{ label: t('scaffold'), detail: t('scaffoldDetail'), answer: 'scaffold' as const }]),
    { label: t('cancel'), answer: 'cancel' },
  ];
}

/** Pixels that the title, the input and the edges of a quick pick reach below the first line of an editor. */
const PICK_FRAME = 36;
/** Pixels of a line of a quick pick, where a detail takes a second one. */
const PICK_LINE = 22;

/** How many lines at the top of an editor are behind a quick pick with these choices. */
function countCoveredLines(choices: readonly Choice[]): number {
  const lines = choices.reduce((sum, { detail }) => sum + (detail === undefined ? 1 : 2), 0);
  return Math.ceil((PICK_FRAME + lines * PICK_LINE) / getLineHeight());
}

/** Pixels of a line in editors, as VS Code reads its settings: 0 follows the size of the font, less than 8 multiplies it. */
function getLineHeight(): number {
  const settings = workspace.getConfiguration('editor');
  const size = settings.get('fontSize', 14);
  const height = settings.get('lineHeight', 0);
  return Math.max(8, height === 0 ? size * 1.35 : height < 8 ? size * height : height);
}

function pick(
  items: readonly Choice[],
  title: string,
  placeholder: string,
  highlight: (choice: Choice) => void,
): Promise<Choice | undefined> {
  const list = window.createQuickPick<Choice>();
  Object.assign(list, { items, title, placeholder, ignoreFocusOut: true });
  return new Promise((resolve) => {
    list.onDidChangeActive(([active]) => active && highlight(active));
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}

function isSending({ answer }: Choice): boolean {
  return answer === 'send' || answer === 'send-masked';
}

async function askToRemember(host: string, t: Say): Promise<boolean> {
  const once = t('once');
  const always = t('always');
  const title = t('remember', { host });
  return (await window.showQuickPick([once, always], { title, ignoreFocusOut: true })) === always;
}

async function closeTab(uri: Uri): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
  await window.tabGroups.close(ours);
}
