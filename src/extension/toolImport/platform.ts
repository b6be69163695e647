/** The MCP client. It needs Node and is loaded when tools are imported. */
export type ToolServers = typeof import('../../toolServers/index.ts');

/** What the import of tools needs of the platform; a browser has neither. */
export interface ToolImportPlatform {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly loadToolServers?: () => Promise<ToolServers>;
}
