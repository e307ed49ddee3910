/** Coefficients of each label in the panel. */
export const MEASURES = ["stepAlpha", "spanF1", "exactF1", "characterF1", "positive", "negative"] as const;
export type Measure = (typeof MEASURES)[number];

/** Those under "More": αU, 1 − ΣDo/ΣDe over fields of traces; boundary similarity of the starts and ends of spans, near misses one code point apart, mean over pairs of annotators. */
export const UNIT_MEASURES = ["alphaU", "boundarySimilarity"] as const;
export type UnitMeasure = (typeof UNIT_MEASURES)[number];
