import type { ShotsReading } from './shotsReading.ts';

/** What the shots of a root do with its tools. */
export interface ToolUse {
  /** Names of tools that are called or mentioned. */
  readonly used: ReadonlySet<string>;
  /** By file: the names that explicit `include` lists chose from it. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Looks through documents one after the other, so that only one is held at a time. */
export async function toolUse(
  documents: readonly string[],
  read: (uri: string) => Promise<ShotsReading | undefined>,
): Promise<ToolUse> {
  const used = new Set<string>();
  const chosen = new Map<string, Set<string>>();
  for (const uri of documents) {
    const reading = await read(uri);
    for (const { tool } of reading?.subject.calls ?? []) if (tool !== undefined) used.add(tool.name);
    for (const [file, names] of reading?.chosen ?? []) {
      const known = chosen.get(file) ?? new Set();
      chosen.set(file, known);
      for (const name of names) known.add(name);
    }
  }
  return { used, chosen };
}
