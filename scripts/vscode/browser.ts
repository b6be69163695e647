import { type Browser, type BrowserServer, chromium, type LaunchOptions } from 'playwright-core';
import { chromiumPath } from './environment.ts';

/** Starts a Chromium that makes no requests of its own. */
export function launchBrowser(options: { readonly visible?: boolean } = {}): Promise<Browser> {
  return chromium.launch(toLaunchOptions(!options.visible));
}

/** Starts such a Chromium for other processes, which `connectToBrowser` connects to it. */
export function launchBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer(toLaunchOptions(true));
}

/** Connects to a browser server; what is opened through the connection ends with it. */
export function connectToBrowser(endpoint: string): Promise<Browser> {
  return chromium.connect(endpoint);
}

function toLaunchOptions(headless: boolean): LaunchOptions {
  return {
    executablePath: chromiumPath(),
    headless,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  };
}
