export const projectRoot: string;
export const codeServerVersion: string;
export const pinnedNode: string;

/** The folder that keeps what is expensive to set up and equal for every clone. */
export function cacheFolder(env?: NodeJS.ProcessEnv): string;
