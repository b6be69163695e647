import type { AdapterConfig, ModuleSelection } from '../../src/finetuning/index.ts';

/** A selection of modules as text: names with commas, `/regex/`, or `all-linear`. */
export function printSelection(selection: ModuleSelection | undefined): string {
  if (selection === undefined) return '';
  if (typeof selection !== 'string') return selection.join(', ');
  return selection.toLowerCase() === 'all-linear' ? 'all-linear' : `/${selection}/`;
}

/** Parses a selection; empty text is undefined, so that PEFT's default applies. */
export function readSelection(text: string): ModuleSelection | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed.toLowerCase() === 'all-linear') return 'all-linear';
  const expression = /^\/(.*)\/$/.exec(trimmed);
  return expression?.[1] ?? readNames(trimmed);
}

export function readNames(text: string): readonly string[] {
  return text.split(/[\s,，、]+/).filter((name) => name !== '');
}

/** Layers as ranges: `0-15, 31`. */
export function printLayers(layers: AdapterConfig['layers_to_transform']): string {
  const sorted = (typeof layers === 'number' ? [layers] : [...(layers ?? [])]).sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const layer of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === layer - 1) last[1] = layer;
    else ranges.push([layer, layer]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(', ');
}

/** Parses layers; anything that is not a number or range is ignored. */
export function readLayers(text: string): readonly number[] | undefined {
  const layers = new Set<number>();
  for (const piece of readNames(text)) {
    const [, from, to] = /^(\d{1,4})(?:[-–~](\d{1,4}))?$/.exec(piece) ?? [];
    if (from === undefined) continue;
    for (let layer = Number(from); layer <= Number(to ?? from); layer++) layers.add(layer);
  }
  return layers.size === 0 ? undefined : [...layers];
}

export function printPattern(pattern: AdapterConfig['rank_pattern']): string {
  return Object.entries(pattern ?? {})
    .map(([name, rank]) => `${name}=${rank}`)
    .join(', ');
}

/** Pairs of `pattern=rank`; a pair without a number is ignored. */
export function readPattern(text: string): Readonly<Record<string, number>> | undefined {
  const pairs = text.split(/[,，]\s*/).flatMap((pair) => {
    const [, name, rank] = /^\s*(\S+?)\s*[=:]\s*(-?\d+)\s*$/.exec(pair) ?? [];
    return name === undefined ? [] : [[name, Number(rank)] as const];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** The configuration with one field changed; `undefined` removes the field, so that its default applies. */
export function withField<Key extends keyof AdapterConfig>(
  adapter: AdapterConfig,
  key: Key,
  value: AdapterConfig[Key] | undefined,
): AdapterConfig {
  const { [key]: _, ...rest } = adapter;
  return (value === undefined ? rest : { ...rest, [key]: value }) as AdapterConfig;
}
