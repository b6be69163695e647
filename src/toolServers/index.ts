/** The only public door of the MCP client that reads the tools of a server. It needs Node. */
export * from './configuration.ts';
export * from './failure.ts';
export * from './listTools.ts';
export * from './server.ts';
export * from './toolFile.ts';
