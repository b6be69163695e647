/** A program that this machine runs and that speaks MCP over its standard input and output. */
export interface StdioServer {
  readonly kind: 'stdio';
  readonly command: string;
  readonly args: readonly string[];
  /** The folder it starts in, an absolute path. */
  readonly cwd: string;
  /** Variables beside the few harmless ones that the SDK passes on; no other variable of this process reaches it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server that speaks MCP's Streamable HTTP. */
export interface HttpServer {
  readonly kind: 'http';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where tools can be imported from. */
export type ToolServer = StdioServer | HttpServer;

/** What a user is shown before a server is started or contacted: the whole command line, or the address. */
export function describeServer(server: ToolServer): string {
  return server.kind === 'http' ? server.url : [server.command, ...server.args].map(quoteWord).join(' ');
}

/** Quotes a word that a shell would split or expand. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** True for a server on this machine: a program, or an address of the loopback interface. */
export function isOnThisMachine(server: ToolServer): boolean {
  if (server.kind === 'stdio') return true;
  if (!URL.canParse(server.url)) return false;
  const host = new URL(server.url).hostname;
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** The address of an HTTP server, or undefined for a text that is none or that carries a password. */
export function parseServerUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  return isHttp && username === '' && password === '' ? href : undefined;
}
