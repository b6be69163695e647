/**
 * The only public door of the protocol: messages between a panel's page and the extension, the panel's state, and the tools
 * that the extension and the command line both offer to agents.
 */
export * from './agentTools.ts';
export * from './lora.ts';
export * from './loraView.ts';
export * from './memoizeLast.ts';
export * from './messages.ts';
export * from './procedureImport.ts';
export * from './prompt.ts';
export * from './results.ts';
export * from './statistics.ts';
