/** Holds a lock, a folder, while `work` runs; waits for another process and takes over from a dead one. */
export function withLock<T>(folder: string, say: (text: string) => void, work: () => Promise<T>): Promise<T>;
