import type { Shot, ShotsDocument, ToolCatalog } from '../../core/index.ts';
import { toChatTurns } from '../conversation/chatTurns.ts';
import type { Conversation, ConversationForm, ToolDefinition, ToolTurn, Turn } from '../conversation/conversation.ts';
import { toReactInstructions, toReactTurns } from '../conversation/reactForm.ts';
import { createShotContext } from '../conversation/shotContext.ts';
import { createToolSelector } from '../conversation/toolDefinitions.ts';

/** Shots as turns of a conversation. */
export interface ShotTurns {
  /**
   * `chat`: calls are calls, and the request has the tools beside it. `react`: one of the shots has actions in words, so
   * all shots are written as text, and the system text explains the labels and lists the tools.
   */
  readonly form: ConversationForm;
  /** All tools of the document. */
  readonly tools: readonly ToolDefinition[];
  /** What the system text has to say in the form `react`; empty for `chat`. */
  readonly instructions: string;
  of(shot: Shot): readonly Turn[];
}

/** The turns of some shots of a document, in one form for all of them. */
export function createShotTurns(document: ShotsDocument, catalog: ToolCatalog, shots: readonly Shot[]): ShotTurns {
  const context = createShotContext(document, catalog);
  const tools = createToolSelector(catalog, { kind: 'document' })(new Set(), '');
  const known = new Map<Shot, readonly Turn[]>();
  for (const shot of shots) {
    const chat = toChatTurns(context, shot, `shot ${shot.index}`);
    if (!('turns' in chat)) break;
    known.set(shot, withResults(chat.turns));
  }
  const isChat = known.size === shots.length;
  if (isChat) return { form: 'chat', tools, instructions: '', of: (shot) => known.get(shot) ?? [] };
  return {
    form: 'react',
    tools,
    instructions: toReactInstructions(context, tools),
    of: (shot) => withoutTrailingUser(toReactTurns(context, shot)),
  };
}

/** A prompt as one conversation: the shots' turns one after the other, and the request as the last turn. */
export function toPromptConversation(
  turns: ShotTurns,
  content: { readonly system: string; readonly shots: readonly Shot[]; readonly request: string | undefined },
): Conversation {
  const { form, tools, instructions } = turns;
  const system = [content.system.trim(), instructions].filter((text) => text !== '').join('\n\n');
  const origin = { start: 0, end: 0 };
  const { request } = content;
  return {
    form,
    turns: [
      ...(system === '' ? [] : [{ kind: 'system', text: system, origin } as const]),
      ...content.shots.flatMap((shot) => turns.of(shot)),
      ...(request === undefined ? [] : [{ kind: 'user', text: request, origin } as const]),
    ],
    tools: form === 'chat' ? tools : [],
  };
}

/** Servers refuse a call without a result: where a shot ends with a call, its result is empty. */
function withResults(turns: readonly Turn[]): readonly Turn[] {
  return turns.flatMap((turn, index): readonly Turn[] => {
    if (turn.kind !== 'assistant' || turn.calls.length === 0) return [turn];
    let end = index + 1;
    while (turns[end]?.kind === 'tool') end++;
    const results = turns.slice(index + 1, end).filter((next): next is ToolTurn => next.kind === 'tool');
    if (results.length > 0) return [turn];
    const { origin } = turn;
    return [turn, ...turn.calls.map(({ id, name }): Turn => ({ kind: 'tool', callId: id, name, text: '', origin }))];
  });
}

/** The next shot begins with words of the user, too; two such turns in a row are refused by some chat templates. */
function withoutTrailingUser(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(0, turns.findLastIndex(({ kind }) => kind === 'assistant') + 1);
}
