import { type ParseError, parse } from 'jsonc-parser';
import { isObject, type JsonObject, type JsonValue } from '../core/index.ts';
import { parseServerUrl, type ToolServer } from './server.ts';

/** A server that a configuration file of MCP clients names. */
export interface ConfiguredServer {
  readonly name: string;
  readonly server: ToolServer;
  /** Variables such as `env:KEY` or `input:key` that the entry uses and that must be given before it is started. */
  readonly variables: readonly string[];
}

/** Where clients keep their servers, relative to the workspace folder. */
export const CONFIGURATION_FILES = ['.vscode/mcp.json', '.mcp.json', '.cursor/mcp.json'] as const;

/**
 * Reads the servers of a configuration file: `servers` as VS Code writes it, `mcpServers` as other clients do, with
 * comments and trailing commas. Entries that are no server, and files that are none, yield nothing.
 */
export function readConfiguredServers(text: string, folder: string): readonly ConfiguredServer[] {
  const errors: ParseError[] = [];
  const root: JsonValue | undefined = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(root)) return [];
  return [root.servers, root.mcpServers].filter(isObject).flatMap((servers) =>
    Object.entries(servers).flatMap(([name, entry]) => {
      const server = isObject(entry) ? toServer(entry, folder) : undefined;
      return server === undefined ? [] : [{ name, server, variables: variablesIn(server) }];
    }),
  );
}

function toServer(entry: JsonObject, folder: string): ToolServer | undefined {
  const inFolder = (text: string): string => text.replaceAll(/\$\{workspaceFolder(?::[^{}]*)?\}/g, folder);
  if (typeof entry.url === 'string') {
    const url = parseServerUrl(inFolder(entry.url));
    return url === undefined ? undefined : { kind: 'http', url, headers: textsOf(entry.headers) };
  }
  if (typeof entry.command !== 'string') return undefined;
  const args = Array.isArray(entry.args) ? entry.args.filter((arg) => typeof arg === 'string').map(inFolder) : [];
  const cwd = typeof entry.cwd === 'string' ? inFolder(entry.cwd) : folder;
  return { kind: 'stdio', command: inFolder(entry.command), args, cwd, env: textsOf(entry.env) };
}

function textsOf(value: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
}

const VARIABLE = /\$\{((?:env|input):[^{}]+)\}/g;

function variablesIn(server: ToolServer): readonly string[] {
  const found = [...JSON.stringify(server).matchAll(VARIABLE)].map(([, name = '']) => name);
  return [...new Set(found)];
}

/** The server with its variables replaced; `values` has one for each of `variables`. */
export function withVariables(server: ToolServer, values: Readonly<Record<string, string>>): ToolServer {
  const fill = (text: string): string => text.replaceAll(VARIABLE, (whole, name: string) => values[name] ?? whole);
  const fillAll = (texts: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
  return server.kind === 'http'
    ? { ...server, url: fill(server.url), headers: fillAll(server.headers) }
    : { ...server, command: fill(server.command), args: server.args.map(fill), env: fillAll(server.env) };
}

/**
 * Splits a command line into words as a shell does, with quotes and backslashes but without expansion. Undefined if a
 * quote is not closed or there is no word.
 */
export function splitCommandLine(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const word = /^(?:[^\s'"\\]|\\.|'[^']*'|"(?:[^"\\]|\\.)*")+/s.exec(rest)?.[0];
    if (word === undefined) return undefined;
    words.push(
      word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs, (_whole, single, double, escaped) => {
        return single ?? double?.replaceAll(/\\(["\\])/g, '$1') ?? escaped;
      }),
    );
    rest = rest.slice(word.length);
    if (rest !== '' && !/^\s/.test(rest)) return undefined;
    rest = rest.trimStart();
  }
  return words.length === 0 ? undefined : words;
}
