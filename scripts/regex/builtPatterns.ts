import type { FoundPattern } from './literals.ts';

/**
 * Records the patterns that the program builds at run time, while `run` loads its modules and uses what builds them.
 * Patterns of packages are not recorded.
 */
export async function recordBuiltPatterns(run: () => Promise<void>): Promise<readonly FoundPattern[]> {
  const found: FoundPattern[] = [];
  const real = globalThis.RegExp;
  const record = (pattern: unknown, flags: unknown): void => {
    const place = callerOf(new Error().stack ?? '');
    if (place === undefined) return;
    const source = pattern instanceof real ? pattern.source : String(pattern);
    found.push({ source, flags: typeof flags === 'string' ? flags : '', place });
  };
  globalThis.RegExp = new Proxy(real, {
    construct: (target, [pattern, flags], newTarget) => {
      record(pattern, flags);
      return Reflect.construct(target, [pattern, flags], newTarget);
    },
    apply: (target, _, [pattern, flags]) => {
      record(pattern, flags);
      return target(pattern, flags);
    },
  });
  try {
    await run();
  } finally {
    globalThis.RegExp = real;
  }
  return found;
}

/** The file of the program that called the constructor; undefined if a package did. */
function callerOf(stack: string): string | undefined {
  const caller = stack.split('\n').find((line, index) => index > 0 && !line.includes('/builtPatterns.ts'));
  if (caller?.includes('/node_modules/')) return undefined;
  return /\/(src\/[\w/.-]+\.ts)/.exec(caller ?? '')?.[1];
}
