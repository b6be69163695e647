/** The only public door of the generation area. */
export * from './model.ts';
export * from './plan/coverage.ts';
export * from './plan/goals.ts';
export * from './plan/scenarios.ts';
export * from './plan/wishes.ts';
export * from './prices.ts';
export type { Alias } from './privacy/aliases.ts';
export * from './privacy/destination.ts';
export * from './privacy/guard.ts';
export * from './privacy/masker.ts';
export * from './privacy/unmaskStream.ts';
export * from './prompt/prompt.ts';
export * from './prompt/templates.ts';
export * from './tokens.ts';
