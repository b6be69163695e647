import { type DependencyList, newDependencies } from './dependencies.ts';
import type { Services } from './services.ts';
import { readShots, type ShotsOptions, type ShotsReading } from './shotsReading.ts';
import { type ToolUse, toolUse } from './usedTools.ts';

/** Shots documents as they were last read, with everything that surrounds them. */
export interface Readings {
  read(uri: string, text: string, options: ShotsOptions, dependencies: DependencyList): Promise<ShotsReading>;
  /** What the shots below a root do with its tools. */
  useIn(root: string): Promise<ToolUse>;
  /** Says that some file changed: nothing that was put together before is taken again. */
  outdate(): void;
}

/** How many shots documents stay parsed. */
const MAX_KNOWN = 20;

interface Known {
  readonly text: string;
  readonly generation: number;
  readonly options: string;
  readonly reading: ShotsReading;
  readonly dependencies: DependencyList;
}

export function createReadings(services: Services): Readings {
  const readings = new Map<string, Known>();
  const uses = new Map<string, { readonly generation: number; readonly use: Promise<ToolUse> }>();
  // Counts the changes of files: what was put together before one may be out of date.
  let generation = 0;
  /** The document as it was last read, if nothing has changed since; else it is forgotten. */
  const current = (uri: string, text: string, options: string): Known | undefined => {
    const known = readings.get(uri);
    if (known?.text === text && known.generation === generation && known.options === options) return known;
    // What is outdated goes before the document is read anew, so that memory never holds both.
    readings.delete(uri);
    return undefined;
  };
  return {
    async read(uri, text, options, dependencies) {
      const key = JSON.stringify(options);
      const known = current(uri, text, key);
      if (known !== undefined) {
        copyDependencies(known.dependencies, dependencies);
        return known.reading;
      }
      const started = generation;
      const reading = await readShots(uri, text, options, services, dependencies);
      readings.delete(uri);
      readings.set(uri, { text, generation: started, options: key, reading, dependencies });
      if (readings.size > MAX_KNOWN) readings.delete(readings.keys().next().value ?? uri);
      return reading;
    },
    useIn(root) {
      const known = uses.get(root);
      if (known?.generation === generation) return known.use;
      const use = findUse(root, services);
      uses.set(root, { generation, use });
      return use;
    },
    outdate() {
      generation++;
    },
  };
}

async function findUse(root: string, services: Services): Promise<ToolUse> {
  const documents = await services.files.list(root, 'shots');
  return toolUse(documents, async (uri) => {
    const result = await services.files.read(uri);
    return result.ok ? readShots(uri, result.text, {}, services, newDependencies()) : undefined;
  });
}

function copyDependencies(from: DependencyList, to: DependencyList): void {
  for (const file of from.files) to.files.add(file);
  to.lists.push(...from.lists);
}
