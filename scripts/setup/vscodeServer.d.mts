/** The folder of a VS Code server that can be started; sets one up where there is none. */
export function ensureVsCodeServer(detail: (text: string) => void): Promise<string>;
