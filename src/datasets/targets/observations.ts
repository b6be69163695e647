import type { JsonValue } from '../../core/index.ts';
import { toPythonJson } from '../json.ts';
import type { ObservationMode } from './target.ts';

/** The text between two results in templates of the Qwen family, which LLaMA-Factory writes around each observation. */
export const RESULT_TAGS = '\n</tool_response>\n<tool_response>\n';

/** The results of parallel calls as the text of one turn. */
export function joinResults(results: readonly string[], mode: ObservationMode): string {
  if (results.length === 1) return results[0] ?? '';
  switch (mode) {
    case 'tags':
      return results.join(RESULT_TAGS);
    case 'lines':
      return results.join('\n');
    case 'json':
      return toPythonJson(results.map(parseOrText));
  }
}

function parseOrText(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
