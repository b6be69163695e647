import picomatch from 'picomatch/posix.js';
import type { Tool } from '../tool.ts';

/** Which of a file's tools are meant. An empty `include` means all of them. */
export interface Selection {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The tools a selection leaves: entries are `tag:…`, an operationId or tool name, or a path glob (`/orders/**`). */
export function selectTools(tools: readonly Tool[], { include, exclude }: Selection): readonly Tool[] {
  const included = include.map(matcherOf);
  const excluded = exclude.map(matcherOf);
  return tools.filter(
    (tool) =>
      (included.length === 0 || included.some((match) => match(tool))) && !excluded.some((match) => match(tool)),
  );
}

/** So many names are still read at a glance; more are written as tags and paths where these mean the same. */
const MOST_NAMES = 5;

/**
 * Entries of `include` that select exactly these tools of a file: names if they are few, else tags and paths first. Each entry
 * covers as many of the remaining tools as one can.
 */
export function toInclude(tools: readonly Tool[], chosen: readonly Tool[]): readonly string[] {
  const names = chosen.map(({ name }) => name);
  if (chosen.length <= MOST_NAMES) return names;
  const include = shortInclude(tools, chosen);
  const selected = new Set(selectTools(tools, { include, exclude: [] }));
  return selected.size === chosen.length && chosen.every((tool) => selected.has(tool)) ? include : names;
}

function shortInclude(tools: readonly Tool[], chosen: readonly Tool[]): readonly string[] {
  const wanted = new Set(chosen);
  const groups = [...groupsOf(tools)].filter(([, members]) => members.every((tool) => wanted.has(tool)));
  const left = new Set(chosen);
  const entries: string[] = [];
  for (;;) {
    const [best] = groups
      .map(([entry, members]) => ({ entry, members, gain: members.filter((tool) => left.has(tool)).length }))
      .toSorted((a, b) => b.gain - a.gain);
    if (best === undefined || best.gain < 2) break;
    entries.push(best.entry);
    for (const tool of best.members) left.delete(tool);
  }
  return [...entries, ...[...left].map(({ name }) => name)];
}

/** The operations of each tag and below each path, tags first. Paths with characters that globs read are left out. */
function groupsOf(tools: readonly Tool[]): ReadonlyMap<string, readonly Tool[]> {
  const tags = new Map<string, Tool[]>();
  const paths = new Map<string, Tool[]>();
  const add = (groups: Map<string, Tool[]>, entry: string, tool: Tool): void => {
    groups.set(entry, [...(groups.get(entry) ?? []), tool]);
  };
  for (const tool of tools) {
    const { path = '', tags: own = [] } = tool.operation ?? {};
    for (const tag of new Set(own.map((name) => name.trim()))) if (tag !== '') add(tags, `tag:${tag}`, tool);
    for (const prefix of prefixesOf(path)) add(paths, `${prefix}/**`, tool);
  }
  return new Map([...tags, ...paths]);
}

/** `/orders/{id}/lines`: the whole API (empty) and `/orders`. */
function prefixesOf(path: string): readonly string[] {
  if (!path.startsWith('/')) return [];
  const segments = path.slice(1).split('/');
  const plain = segments.findIndex((segment) => !/^[\w.-]+$/.test(segment));
  const count = plain === -1 ? segments.length : plain;
  return Array.from({ length: count + 1 }, (_, length) =>
    segments
      .slice(0, length)
      .map((segment) => `/${segment}`)
      .join(''),
  );
}

type Matcher = (tool: Tool) => boolean;

function matcherOf(entry: string): Matcher {
  const text = entry.trim();
  if (text.startsWith('tag:')) {
    const tag = text.slice(4).trim();
    return ({ operation }) => operation?.tags.some((name) => name.trim() === tag) ?? false;
  }
  const withMethod = /^([a-z]+)\s+(\/.*)$/i.exec(text);
  const path = withMethod?.[2] ?? text;
  if (!path.startsWith('/')) return (tool) => tool.name === text || tool.operation?.id === text;
  const method = withMethod?.[1]?.toUpperCase();
  const glob = picomatch(path, { dot: true, noextglob: true });
  return ({ operation }) =>
    operation !== undefined &&
    (method === undefined || operation.method === method) &&
    (operation.path === path || glob(operation.path));
}
