import picomatch from 'picomatch/posix.js';
import type { Tool } from '../tool.ts';

/** Which of a file's tools are meant. An empty `include` means all of them. */
export interface Selection {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The tools a selection leaves: entries are `tag:…`, an operationId or tool name, or a path glob (`/orders/**`). */
export function selectTools(tools: readonly Tool[], { include, exclude }: Selection): readonly Tool[] {
  const wanted = include.map(matcherOf);
  const unwanted = exclude.map(matcherOf);
  return tools.filter(
    (tool) => (wanted.length === 0 || wanted.some((match) => match(tool))) && !unwanted.some((match) => match(tool)),
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
