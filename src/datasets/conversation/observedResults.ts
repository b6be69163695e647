/**
 * The results of some calls, taken from the observations after them: one each, or one observation that is a JSON list
 * or has a line for each call. Undefined if the numbers differ.
 */
export function toResults(observations: readonly string[], count: number): readonly string[] | undefined {
  if (observations.length === count) return observations;
  if (observations.length > count) {
    return [...observations.slice(0, count - 1), observations.slice(count - 1).join('\n')];
  }
  const [only] = observations;
  if (only === undefined || observations.length > 1) return undefined;
  return [readList(only), only.split('\n').filter((line) => line.trim() !== '')].find(
    (parts) => parts?.length === count,
  );
}

function readList(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.map((item: unknown) => (typeof item === 'string' ? item : JSON.stringify(item)));
  } catch {
    return undefined;
  }
}
