/** The only public door of the generation area. */
export * from './model.ts';
export type { Alias } from './privacy/aliases.ts';
export * from './privacy/destination.ts';
export * from './privacy/masker.ts';
export * from './privacy/unmaskStream.ts';
