import type { Language } from '../src/protocol/index.ts';

/** Formats numbers; exact counts always with all digits. */
export interface NumberFormat {
  /** `31,886,720`. */
  whole(value: number): string;
  /** `0.4384 %`, without the space in Chinese; four digits after the point unless said. */
  percent(value: number, digits?: number): string;
  /** `7.2 B` or `72 亿`. */
  short(value: number): string;
  /** `14.5 GB`: decimal GB of 10⁹ bytes. */
  bytes(value: number): string;
  /** `3.4`: at most that many decimals. */
  decimal(value: number, digits: number): string;
}

export function numberFormat(language: Language): NumberFormat {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 });
  // Creating a formatter is much slower than using one.
  const formats = Array.from(
    { length: 7 },
    (_, digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }),
  );
  const decimal = (value: number, digits: number) => (formats[digits] ?? whole).format(value);
  return {
    whole: (value) => whole.format(value),
    percent: (value, digits = 4) => `${value.toFixed(digits)}${language === 'zh-CN' ? '%' : ' %'}`,
    // Chinese has no unit below 万, and 4096 rounded to 4100 would be wrong.
    short: (value) => (language === 'zh-CN' && value >= 1000 && value < 10_000 ? whole : short).format(value),
    decimal,
    bytes: (value) => {
      if (value === 0) return '0';
      if (value >= 1e12) return `${decimal(value / 1e12, 2)} TB`;
      if (value >= 1e9) return `${decimal(value / 1e9, 1)} GB`;
      return value >= 1e6 ? `${decimal(value / 1e6, 1)} MB` : `${decimal(value / 1e3, 1)} kB`;
    },
  };
}

/** A range, or one figure if both ends are equal; a shared unit is written once. */
export function range(
  value: { readonly low: number; readonly high: number },
  write: (value: number) => string,
): string {
  const [low, high] = [write(value.low), write(value.high)];
  if (low === high) return low;
  const unit = /(?<=\d) \D+$/.exec(high)?.[0] ?? '';
  return `${unit !== '' && low.endsWith(unit) ? low.slice(0, -unit.length) : low} – ${high}`;
}
