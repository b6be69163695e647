import { createRespelling } from '../context/respelling.ts';
import type { ActiveToken } from '../lineTokens.ts';

const MIN_EXAMPLES = 2;

/**
 * Lists of examples whose answers are called results (`Question: …`, `Result: …`): without a thought or an action, what
 * directly follows a request is its answer.
 */
export function withAnsweredResults(tokens: readonly ActiveToken[]): readonly ActiveToken[] {
  let before: string | undefined;
  let results = 0;
  for (const token of tokens) {
    if (token.kind !== 'block') continue;
    const isResult = token.role === 'observation' && before === 'user' && token.spelling.context === undefined;
    if (!isResult && token.role !== 'user') return tokens;
    if (isResult) results++;
    before = token.role;
  }
  if (results < MIN_EXAMPLES) return tokens;
  const respell = createRespelling();
  return tokens.map((token) =>
    token.kind === 'block' && token.role === 'observation' ? respell(token, 'answer') : token,
  );
}
