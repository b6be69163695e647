import type { FlowEdge, Holding } from './flow.ts';
import { polarityOf } from './polarity.ts';

const known = new Map<string, { readonly key: string; readonly isNegative: boolean }>();
const MAX_KNOWN = 5000;

/** What a condition is about, the same for it and its opposite. */
function aboutOf(text: string): { readonly key: string; readonly isNegative: boolean } {
  const before = known.get(text);
  if (before !== undefined) return before;
  const { core, isNegative } = polarityOf(text);
  const about = { key: core, isNegative };
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, about);
  return about;
}

/** `this is not the case`, `通过`: words that mean another matter at each step. */
const LOCAL =
  /^(?:this|that|it|so|these|they|yes|no|not|ok)\b|^(?:是|否|(?:不|未)?(?:通过|成功|同意|合格|正常|可以|符合|一致)|失败|异常|有|无|没有)$/iu;

function contradict(a: Holding, b: Holding): boolean {
  if (LOCAL.test(a.text) || LOCAL.test(b.text)) return false;
  const first = aboutOf(a.text);
  const second = aboutOf(b.text);
  if (first.key !== second.key || first.key === '') return false;
  return (first.isNegative !== a.holds) !== (second.isNegative !== b.holds);
}

/** False if an edge needs what does not hold on the way to it. After a repetition things may be otherwise. */
export function isConsistent(path: readonly FlowEdge[], edge: FlowEdge): boolean {
  if (edge.holds.length === 0) return true;
  for (let index = path.length - 1; index >= 0; index--) {
    const before = path[index];
    if (before === undefined || before.kind === 'loop') return true;
    if (before.from === edge.from) continue;
    if (before.holds.some((one) => edge.holds.some((other) => contradict(one, other)))) return false;
  }
  return true;
}
