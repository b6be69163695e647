/** The only public door of the model client, for hosts with or without Node. */
export * from './catalogue.ts';
export * from './clock.ts';
export * from './connection.ts';
export * from './connectionSettings.ts';
export { needsKey } from './credentials.ts';
export * from './destination.ts';
export * from './environmentKeys.ts';
export type { FeatureMemory, Features } from './features.ts';
export { createFeatureMemory } from './features.ts';
export type { Fetch } from './guardedFetch.ts';
export * from './openaiModel.ts';
export * from './presets.ts';
export * from './proxyFetch.ts';
