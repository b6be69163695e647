/** The door of the parts that need Node. They are loaded on demand and never bundled for a browser. */
import type { LoadUndici } from './proxyFetch.ts';

/** Loads the `fetch` that supports proxies. */
export const loadUndici: LoadUndici = () => import('./undiciFetch.ts');
