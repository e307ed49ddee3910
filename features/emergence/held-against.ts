import type { EmergenceReport } from "@/core/emergence/emergence-report";
import type { Words } from "./words";

/** What to say of the traces that a detector is held against: how many were left out since people saw its suggestions on them, and why the rest is no random sample; "" where there is nothing to say. */
export const leftOutWords = ({ aidedTraces }: Pick<EmergenceReport, "aidedTraces">, t: Words): string => (aidedTraces === 0 ? "" : t("aided.leftOut", { traces: aidedTraces }));

/** Why prediction-powered inference does not hold. */
export const notRandomWords = ({ drawn }: Pick<EmergenceReport, "drawn">): "notRandom" | "aided" => (drawn ? "aided" : "notRandom");
