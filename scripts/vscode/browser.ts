import { type Browser, chromium } from 'playwright-core';
import { chromiumPath } from './environment.ts';

/** Starts a Chromium that makes no requests of its own. */
export function launchBrowser(options: { readonly visible?: boolean } = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    headless: !options.visible,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}
