import { contentHash, type Shot } from '../../core/index.ts';
import { type Exclusion, exclude, isExclusion } from '../exclusion.ts';
import { toChatTurns } from './chatTurns.ts';
import { type Conversation, isInput, type ToolDefinition, type Turn } from './conversation.ts';
import { toReactInstructions, toReactTurns } from './reactForm.ts';
import type { ShotContext } from './shotContext.ts';
import { toWrittenText } from './writtenText.ts';

/** How shots become conversations. */
export interface ConversationOptions {
  /** What becomes of shots with actions in plain language that are not said to the customer. */
  readonly plainAs: 'react' | 'skip';
  /** The system text; empty for none. */
  readonly system: string;
  readonly toolsOf: (used: ReadonlySet<string>, sample: string) => readonly ToolDefinition[];
  /** True for targets that hold text only: every shot with calls then has the ReAct form. */
  readonly textOnly: boolean;
  /** True for targets that train on the shot as it is written. */
  readonly asWritten: boolean;
}

/** A sample, and what was cut off its end. */
export interface ShotSample {
  readonly conversation: Conversation;
  /** How many turns after the assistant's last one were cut. */
  readonly cut: number;
}

/** Turns a shot into a conversation, or says why it has none. */
export function toConversation(context: ShotContext, shot: Shot, options: ConversationOptions): ShotSample | Exclusion {
  const id = shot.id?.value ?? contentHash(context.slice(shot));
  const system = [options.system, getSystemText(context, shot)].filter((text) => text !== '').join('\n\n');
  const sample = toSample(context, shot, id, { ...options, system });
  if (!options.asWritten || isExclusion(sample)) return sample;
  return { conversation: { ...sample.conversation, written: toWrittenText(context, shot) }, cut: 0 };
}

/** The instructions that a chat has: the last ones before it. */
function getSystemText({ document, textOf }: ShotContext, shot: Shot): string {
  const block = shot.style === 'chat' ? document.systems.findLast(({ start }) => start < shot.start) : undefined;
  return block === undefined ? '' : textOf(block);
}

function toSample(context: ShotContext, shot: Shot, id: string, options: ConversationOptions): ShotSample | Exclusion {
  const chat = toChatTurns(context, shot, id);
  if (isExclusion(chat) && !(options.textOnly && TEXT_ONLY_REASONS.has(chat.reason))) return chat;
  if ('turns' in chat && !(options.textOnly && chat.turns.some(holdsCalls))) {
    return finish('chat', chat.turns, (turns) => withTools(turns, id, options));
  }
  if (options.plainAs === 'skip') return exclude('plain');
  return finish('react', toReactTurns(context, shot), (turns) => {
    const used = new Set(shot.blocks.flatMap(({ calls }) => calls.map(({ name }) => name.text)));
    const instructions = toReactInstructions(context, options.toolsOf(used, id));
    return {
      turns: withSystem([options.system, instructions].filter((text) => text !== '').join('\n\n'), turns),
      tools: [],
    };
  });
}

/** What is not exact enough for a call can still be text. */
const TEXT_ONLY_REASONS: ReadonlySet<string> = new Set(['results', 'arguments']);

function holdsCalls(turn: Turn): boolean {
  return turn.kind === 'assistant' && turn.calls.length > 0;
}

type Content = Pick<Conversation, 'turns' | 'tools'>;

function finish(
  form: Conversation['form'],
  written: readonly Turn[],
  complete: (turns: readonly Turn[]) => Content,
): ShotSample | Exclusion {
  const kept = written.filter((turn) => turn.kind !== 'assistant' || turn.text !== '' || turn.calls.length > 0);
  const end = kept.findLastIndex((turn) => !isInput(turn)) + 1;
  if (end === 0) return exclude('no-reply');
  if (kept[0]?.kind !== 'user') return exclude('order');
  return { conversation: { form, ...complete(kept.slice(0, end)) }, cut: kept.length - end };
}

function withTools(turns: readonly Turn[], id: string, options: ConversationOptions): Content {
  const used = new Set<string>();
  for (const turn of turns) if (turn.kind === 'assistant') for (const { name } of turn.calls) used.add(name);
  return { turns: withSystem(options.system, turns), tools: options.toolsOf(used, id) };
}

function withSystem(text: string, turns: readonly Turn[]): readonly Turn[] {
  return text === '' ? turns : [{ kind: 'system', text, origin: { start: 0, end: 0 } }, ...turns];
}
