const UNITS = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size as people say it, in powers of 1000, with at most one decimal: 999 B, 1.2 kB, 34 MB. */
export function byteSize(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) { size /= 1000; unit++; }
  return `${unit === 0 || size >= 99.5 ? Math.round(size) : Number(size.toFixed(1))} ${UNITS[unit]}`;
}
