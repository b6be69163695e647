import { toCallText } from '../document/shotDraft.ts';
import type { ShotContent } from '../reply/shotContent.ts';

/** A shot's own words, without labels: what makes it like another one. */
export function getShotText({ request, plan, rounds, answer }: ShotContent): string {
  const turns = rounds.map(({ think, action, calls, observation }) => {
    return [think, action, ...calls.map(toCallText), observation].join('\n');
  });
  return [request, ...plan, ...turns, answer].join('\n');
}
