/** pass@k: how likely at least one of `k` attempts passes, from `passed` of `runs`. */
export function getPassAtK(runs: number, passed: number, k: number): number {
  return 1 - getShareOfChoices(runs, runs - passed, k);
}

/** pass^k: how likely all of `k` attempts pass. */
export function getPassAllK(runs: number, passed: number, k: number): number {
  return getShareOfChoices(runs, passed, k);
}

/** C(part, k) / C(whole, k), without the binomial coefficients, which overflow. */
function getShareOfChoices(whole: number, part: number, k: number): number {
  if (part < k) return 0;
  let share = 1;
  for (let index = 0; index < k; index++) share *= (part - index) / (whole - index);
  return share;
}
