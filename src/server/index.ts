/** The only public door of the language server. */
export { createLifecycle, type Lifecycle } from './lifecycle.ts';
export { type CreateHost, serve } from './serve.ts';
