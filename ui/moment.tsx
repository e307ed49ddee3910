"use client";
import { useFormatter, useNow } from "next-intl";

/** A time, relative; the exact one on hover. `at` is ISO 8601. */
export function Moment({ at }: { readonly at: string }) {
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const date = new Date(at);
  return <time dateTime={at} title={format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" })} suppressHydrationWarning>{format.relativeTime(date, now)}</time>;
}
