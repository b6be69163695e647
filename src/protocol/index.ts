/** The only public door of the protocol: messages between a panel's page and the extension, and the panel's state. */
export * from './lora.ts';
export * from './loraView.ts';
export * from './memoizeLast.ts';
export * from './messages.ts';
export * from './procedureImport.ts';
export * from './prompt.ts';
export * from './results.ts';
export * from './statistics.ts';
