import type { ProviderId } from '../schemas/providers/index.ts';
import type { Tool } from '../schemas/tool.ts';
import type { ParsedShots } from './parsedShots.ts';
import type { ShotsSubject } from './subjects.ts';

/** What the shots of a root do with its tools. */
export interface ToolUse {
  /** Names of tools that are called or mentioned. */
  readonly used: ReadonlySet<string>;
  /** By file: the names that explicit `include` lists chose from it. */
  readonly chosen: ReadonlyMap<string, ReadonlySet<string>>;
  /** By file: every tool of the documents that use it, in their order. Names may clash only among these. */
  readonly together: ReadonlyMap<string, ReadonlySet<Tool>>;
  /** By file: the providers that the tools of the documents that use it are for. */
  readonly targets: ReadonlyMap<string, ReadonlySet<ProviderId>>;
}

/** Looks through documents one after the other, so that only one is held at a time. */
export async function findToolUse(
  documents: readonly string[],
  read: (uri: string) => Promise<ParsedShots | undefined>,
): Promise<ToolUse> {
  const used = new Set<string>();
  const chosen = new Map<string, Set<string>>();
  const together = new Map<string, Set<Tool>>();
  const targets = new Map<string, Set<ProviderId>>();
  const seen = new Set<string>();
  for (const uri of documents) {
    const reading = await read(uri);
    for (const { tool } of reading?.subject.calls ?? []) if (tool !== undefined) used.add(tool.name);
    if (reading !== undefined) addTogether(reading.subject, { together, targets, seen });
    for (const [file, names] of reading?.chosen ?? []) {
      const known = chosen.get(file) ?? new Set();
      chosen.set(file, known);
      for (const name of names) known.add(name);
    }
  }
  return { used, chosen, together, targets };
}

interface Collected {
  readonly together: Map<string, Set<Tool>>;
  readonly targets: Map<string, Set<ProviderId>>;
  readonly seen: Set<string>;
}

/** Most documents of a workspace use the same tools for the same providers, which are added once. */
function addTogether(subject: ShotsSubject, { together, targets, seen }: Collected): void {
  const { files, tools } = subject.tools;
  const key = `${tools.length} ${subject.targets.join()} ${files.map(({ uri }) => uri).join(' ')}`;
  if (seen.has(key)) return;
  seen.add(key);
  for (const { uri } of files) {
    const known = together.get(uri) ?? new Set<Tool>();
    together.set(uri, known);
    for (const tool of tools) known.add(tool);
    targets.set(uri, new Set([...(targets.get(uri) ?? []), ...subject.targets]));
  }
}
