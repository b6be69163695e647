/** The only public door of the language server. */
export { type CreateHost, serve } from './serve.ts';
