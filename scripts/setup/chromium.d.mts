/** Finds a Chromium, or installs one where that can be done unasked; resolves with the path of its executable. */
export function ensureChromium(detail: (text: string) => void): Promise<string>;
