import { createRespelling } from '../context/respelling.ts';
import type { LabelledBlock } from '../labelledBlock.ts';
import type { ActiveToken } from '../lineTokens.ts';

const MIN_EXAMPLES = 2;

/**
 * Lists of examples whose answers are called results (`Question: …`, `Result: …`): without a thought or an action, what
 * directly follows a request is its answer. A further result belongs to the answer.
 */
export function withAnsweredResults(tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  const answers = new Set<ActiveToken>();
  let before: LabelledBlock | undefined;
  for (const token of tokens) {
    if (token.kind !== 'block' || token.spelling.context !== undefined) continue;
    if (token.role !== 'user' && (token.role !== 'observation' || before === undefined)) return tokens;
    if (token.role === 'observation' && before?.role === 'user') answers.add(token);
    before = token;
  }
  if (answers.size < MIN_EXAMPLES) return tokens;
  const respell = createRespelling();
  return tokens.flatMap((token): readonly ActiveToken[] => {
    if (token.kind !== 'block' || token.role !== 'observation') return [token];
    return answers.has(token) ? [respell(token, 'answer')] : [];
  });
}
