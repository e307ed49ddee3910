import type { Checkpoint } from "@/core/emergence/measured-trace";
import { shortened } from "@/core/text/shortened";

/** A checkpoint by its step; by its name where the checkpoints have none. */
export const placeOf = ({ t, name, byName }: Pick<Checkpoint, "t" | "name" | "byName">): string => (byName ? shortened(name, 18) : whole(t));

/** A number with a true minus sign. */
export const fixed = (value: number, digits = 2): string => value.toFixed(digits).replace("-", "−");
export const signed = (value: number, digits = 2): string => (value > 0 ? `+${fixed(value, digits)}` : fixed(value, digits));
/** 1,234 */
export const whole = (value: number): string => new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 }).format(value).replace("-", "−");
/** .05 for shares, as papers write them; 1.00 at the end. */
export const share = (value: number): string => (value >= 1 ? value.toFixed(2) : fixed(value, 2).replace(/^(−?)0\./, "$1."));
export const percent = (value: number): string => `${Math.round(value * 100)} %`;
/** A p-value: two significant digits at most, never 0. */
export const pValue = (p: number): string => (p < 0.001 ? "< .001" : p.toFixed(p < 0.1 ? 3 : 2).replace(/^0/, ""));
/** As many digits as a rate of this size needs. */
export const rate = (value: number): string => fixed(value, value >= 10 ? 1 : 2);
