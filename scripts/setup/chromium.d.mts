/** The path of a Chromium that can be driven; sets one up where there is none. */
export function ensureChromium(detail: (text: string) => void): Promise<string>;
