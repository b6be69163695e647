import type { TokenUsage } from './model.ts';

/** What a model costs, per million tokens. */
export interface Price {
  /** Per million input tokens. */
  readonly input: number;
  /** Per million output tokens. */
  readonly output: number;
  /** An ISO 4217 code such as `USD` or `CNY`. */
  readonly currency: string;
}

/** Prices by model name; `*` matches any text. The first matching name is used. It is the user's own table. */
export type PriceTable = Readonly<Record<string, Price>>;

/** An amount of money, unrounded. */
export interface Cost {
  /** In `currency`. */
  readonly amount: number;
  readonly currency: string;
}

/** The price of a model, if the table knows one. */
export function getPrice(table: PriceTable, model: string): Price | undefined {
  const found = Object.entries(table).find(([name]) => toWildcardPattern(name).test(model));
  return found?.[1];
}

/** What so many tokens cost. */
export function getCost(price: Price | undefined, usage: TokenUsage): Cost | undefined {
  if (price === undefined) return undefined;
  const amount = (usage.inputTokens * price.input + usage.outputTokens * price.output) / 1_000_000;
  return { amount, currency: price.currency };
}

/** Reads a price table that a user wrote; entries that are none are left out and named. */
export function readPriceTable(value: unknown): { readonly table: PriceTable; readonly wrong: readonly string[] } {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const good = entries.filter((entry): entry is [string, Price] => isPrice(entry[1]));
  const wrong = entries.filter(([, price]) => !isPrice(price)).map(([name]) => name);
  return { table: Object.fromEntries(good), wrong };
}

function isPrice(value: unknown): value is Price {
  if (typeof value !== 'object' || value === null) return false;
  const { input, output, currency } = value as Partial<Record<string, unknown>>;
  const isAmount = (amount: unknown): boolean => typeof amount === 'number' && amount >= 0 && Number.isFinite(amount);
  return isAmount(input) && isAmount(output) && typeof currency === 'string' && /^[A-Z]{3}$/.test(currency);
}

function toWildcardPattern(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
