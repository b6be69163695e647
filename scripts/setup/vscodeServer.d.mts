/** Sets up a whole VS Code server in the user's cache folder, once for every clone; resolves with the package's folder. */
export function ensureVsCodeServer(detail: (text: string) => void): Promise<string>;
