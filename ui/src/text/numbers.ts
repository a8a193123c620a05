// Numbers as people read them. One notation for the whole product: comma thousands, point decimals.

const COUNT = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const ONE_DECIMAL = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const UNITS = ['KB', 'MB', 'GB', 'TB'];

/** `1234567` → `1,234,567`. */
export function counted(count: number): string {
  return COUNT.format(count);
}

/** `1 person`, `1,204 people`. */
export function plural(count: number, one: string, many: string): string {
  return `${counted(count)} ${count === 1 ? one : many}`;
}

/** 0.985 → `98.5 %`. A share that is neither none nor all never reads as one. */
export function percent(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  if (share > 0 && rounded === 0) return '< 0.1 %';
  if (share < 1 && rounded === 100) return '> 99.9 %';
  return `${ONE_DECIMAL.format(rounded)} %`;
}

/** 1536 → `1.5 KB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return plural(bytes, 'byte', 'bytes');
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value < 10 ? ONE_DECIMAL.format(value) : COUNT.format(value)} ${UNITS[unit]}`;
}

/** 75 → `1 min 15 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** 5432.1 → `5,432 rows/s`. */
export function perSecond(rows: number): string {
  return `${rows < 10 ? ONE_DECIMAL.format(rows) : counted(rows)} rows/s`;
}
