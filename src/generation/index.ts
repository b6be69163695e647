/** The only public door of the generation area. */
export * from './model.ts';
export * from './privacy/destination.ts';
