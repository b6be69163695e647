import type { LabelledBlock } from '../labelledBlock.ts';
import type { LineToken } from '../lineTokens.ts';
import type { Role } from '../roles.ts';
import { createTokenBlock } from '../tokenBlock.ts';
import { findData, readDataTurns } from './dataTurns.ts';
import { findFirstToken, readTokenTurns } from './tokenTurns.ts';
import type { Turn } from './turn.ts';

/** Turns that are recorded between tokens of a model or as JSON, as the blocks of a document. */
export interface RecordedTurns {
  readonly tokens: readonly LabelledBlock[];
  readonly kind: 'tokens' | 'data';
}

/**
 * Reads a document that is recorded conversation: turns between tokens of a model, or JSON. Undefined for other
 * documents, among them those with a label before the first token. `scanned`: what the scan of the lines found.
 */
export function readRecordedTurns(
  text: string,
  from: number,
  scanned: readonly LineToken[],
): RecordedTurns | undefined {
  const data = findData(text, from);
  if (data !== undefined) return toBlocks(text, readDataTurns(text, data), 'data');
  const first = findFirstToken(text, from);
  if (first === undefined || scanned.some((token) => token.kind === 'block' && token.labelStart < first))
    return undefined;
  return toBlocks(text, readTokenTurns(text, first), 'tokens');
}

function toBlocks(text: string, turns: readonly Turn[], kind: RecordedTurns['kind']): RecordedTurns | undefined {
  if (!isConversation(turns, kind)) return undefined;
  const kept = withoutOpenTurn(text, turns);
  let inShot = false;
  let hasTurns = false;
  const tokens = kept.map((turn) => {
    if (turn.opensConversation || (turn.speaker === 'system' && hasTurns)) inShot = false;
    const role: Role = turn.speaker === 'user' ? (inShot ? 'userTurn' : 'user') : ROLES[turn.speaker];
    inShot ||= role === 'user';
    hasTurns = turn.speaker !== 'system';
    const { label, word, closing, encoding } = turn;
    return createTokenBlock({ role, label, word, closing, encoding });
  });
  return { tokens, kind };
}

const ROLES = { system: 'system', assistant: 'assistant', tool: 'observation' } as const;

/** True for turns of the user and the assistant. Between tokens, a system text with what follows it is enough. */
function isConversation(turns: readonly Turn[], kind: RecordedTurns['kind']): boolean {
  const has = (speaker: Turn['speaker']) => turns.some((turn) => turn.speaker === speaker);
  return (has('user') && has('assistant')) || (kind === 'tokens' && has('system') && turns.length > 1);
}

/** Without a last turn of the assistant that has no text: there the model goes on. */
function withoutOpenTurn(text: string, turns: readonly Turn[]): readonly Turn[] {
  const last = turns.at(-1);
  const isOpen = last?.speaker === 'assistant' && text.slice(last.content.start, last.content.end).trim() === '';
  return isOpen ? turns.slice(0, -1) : turns;
}
