/** The only public door of the generation area. */

export * from './batch/ingest.ts';
export * from './batch/requests.ts';
export * from './document/draftCheck.ts';
export * from './document/insertion.ts';
export * from './document/labels.ts';
export * from './document/printShot.ts';
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
export * from './reply/markdownShots.ts';
export type * from './reply/shotContent.ts';
export * from './run/brief.ts';
export * from './run/events.ts';
export * from './run/generate.ts';
export * from './run/journal.ts';
export * from './run/services.ts';
export * from './tokens.ts';
