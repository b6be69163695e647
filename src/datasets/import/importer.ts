import { type Language, printShots, type ShotDraft } from '../../core/index.ts';
import { type Conversation, type ToolDefinition, type Turn, toToolJson } from '../conversation/conversation.ts';
import { toResults } from '../conversation/observedResults.ts';
import { isExclusion } from '../exclusion.ts';
import { readsAlike } from './readsAlike.ts';
import { toDraft } from './toDraft.ts';

/** A file that an import writes. */
export interface ImportedFile {
  readonly name: string;
  readonly text: string;
}

/** Why a row is not imported. */
export interface SkippedRow {
  readonly line: number;
  /** `order`: the turns have no form as a shot; `text`: a text would read as a call or a label. */
  readonly reason: 'order' | 'text';
}

/** Rows whose tools fit together and whose system text is the same: they become documents with one tool file. */
interface Group {
  readonly name: string;
  readonly system: string;
  readonly tools: Map<string, ToolDefinition>;
  drafts: ShotDraft[];
  documents: number;
}

/** How many shots a document has at most. */
const MAX_SHOTS = 500;

/** How many of the last groups are searched for one whose tools fit. */
const MAX_SEARCHED = 50;

/** Turns rows into documents. Documents are handed out as soon as they are full, so that few shots are in memory. */
export interface Importer {
  add(conversation: Conversation, line: number): readonly ImportedFile[];
  end(): readonly ImportedFile[];
  readonly skipped: readonly SkippedRow[];
  readonly counts: { readonly shots: number; readonly tools: number };
}

/** `names` gives the tools of a file written with other names their own ones. */
export function createImporter(
  stem: string,
  language: Language,
  names: Readonly<Record<string, string>> = {},
): Importer {
  const own = new Map(Object.entries(names).map(([name, wire]) => [wire, name]));
  const groups: Group[] = [];
  const skipped: SkippedRow[] = [];
  const counts = { shots: 0, tools: 0 };
  const find = (system: string, tools: readonly ToolDefinition[]): Group => {
    const fitting = groups.slice(-MAX_SEARCHED).find((group) => group.system === system && fits(group, tools));
    if (fitting !== undefined) return fitting;
    const name = groups.length === 0 ? stem : `${stem}-${groups.length + 1}`;
    const group = { name, system, tools: new Map<string, ToolDefinition>(), drafts: [], documents: 0 };
    groups.push(group);
    return group;
  };
  return {
    skipped,
    counts,
    add(given, line) {
      const conversation = divideResults(withOwnNames(given, own));
      const draft = toDraft(conversation, language);
      const failure = isExclusion(draft) ? 'order' : readsAlike(draft, conversation) ? undefined : 'text';
      if (failure !== undefined || isExclusion(draft)) {
        skipped.push({ line, reason: failure ?? 'order' });
        return [];
      }
      const group = find(toSystem(conversation), conversation.tools);
      for (const tool of conversation.tools) group.tools.set(tool.name, tool);
      group.drafts.push(draft);
      counts.shots += 1;
      return group.drafts.length < MAX_SHOTS ? [] : [takeDocument(group, language)];
    },
    end() {
      const files = groups.flatMap((group) => [
        ...(group.drafts.length === 0 ? [] : [takeDocument(group, language)]),
        ...toToolFile(group),
        ...(group.system === '' ? [] : [{ name: `${group.name}.system.txt`, text: `${group.system}\n` }]),
      ]);
      counts.tools = groups.reduce((sum, { tools }) => sum + tools.size, 0);
      return files;
    },
  };
}

/** Gives each of several calls a result of its own, where the row has one for all of them. */
function divideResults(conversation: Conversation): Conversation {
  const turns: Turn[] = [];
  for (const [index, turn] of conversation.turns.entries()) {
    const before = conversation.turns[index - 1];
    const isOnly = turn.kind === 'tool' && conversation.turns[index + 1]?.kind !== 'tool';
    const calls = isOnly && before?.kind === 'assistant' ? before.calls : [];
    const results = calls.length > 1 && turn.kind === 'tool' ? toResults([turn.text], calls.length) : undefined;
    if (results === undefined || turn.kind !== 'tool') turns.push(turn);
    else {
      for (const [part, { id, name }] of calls.entries())
        turns.push({ ...turn, callId: id, name, text: results[part] ?? '' });
    }
  }
  return { ...conversation, turns };
}

function toSystem({ turns }: Conversation): string {
  return turns.find((turn) => turn.kind === 'system')?.text ?? '';
}

/** Tools fit together unless two with the same name differ. */
function fits({ tools }: Group, others: readonly ToolDefinition[]): boolean {
  return others.every((other) => {
    const known = tools.get(other.name);
    return known === undefined || JSON.stringify(known.function) === JSON.stringify(other.function);
  });
}

function withOwnNames(conversation: Conversation, own: ReadonlyMap<string, string>): Conversation {
  if (own.size === 0) return conversation;
  const nameOf = (name: string): string => own.get(name) ?? name;
  return {
    ...conversation,
    turns: conversation.turns.map((turn) => {
      if (turn.kind === 'tool') return { ...turn, name: nameOf(turn.name) };
      if (turn.kind !== 'assistant') return turn;
      return { ...turn, calls: turn.calls.map((call) => ({ ...call, name: nameOf(call.name) })) };
    }),
    tools: conversation.tools.map((tool) => {
      const name = nameOf(tool.name);
      return { ...tool, name, function: { ...tool.function, name } };
    }),
  };
}

function takeDocument(group: Group, language: Language): ImportedFile {
  group.documents += 1;
  const part = group.documents === 1 ? '' : `-part${group.documents}`;
  const head = group.tools.size === 0 ? '' : `---\ntools: [./${group.name}.tools.json]\n---\n\n`;
  const shots = group.drafts.map((draft) => printShots([draft], { language }));
  group.drafts = [];
  return { name: `${group.name}${part}.shots.md`, text: head + shots.join('\n---\n\n') };
}

function toToolFile({ name, tools }: Group): readonly ImportedFile[] {
  if (tools.size === 0) return [];
  const list = [...tools.values()].map((tool) =>
    toToolJson({ ...tool, wrapper: tool.wrapper ?? { type: 'function' } }),
  );
  return [{ name: `${name}.tools.json`, text: `${JSON.stringify(list, undefined, 2)}\n` }];
}
