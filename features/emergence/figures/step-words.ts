import type { useTranslations } from "next-intl";
import type { Checkpoint } from "@/core/emergence/measured-trace";
import { placeOf } from "./numbers";

/** What a line is called that belongs to one checkpoint: its step as one, its name as it is. */
export const stepWords = (checkpoint: Checkpoint, t: ReturnType<typeof useTranslations<"emergence">>): string => (checkpoint.byName ? placeOf(checkpoint) : t("atStep", { t: placeOf(checkpoint) }));
