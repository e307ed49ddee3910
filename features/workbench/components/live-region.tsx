"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { inLanguage } from "@/core/codebook/localized";
import type { Notice } from "../session-state";
import { useKeySign } from "./command-key";
import { labelOf, useBench, useSession } from "./use-bench";

const SHOWN = 2_400;

/** Says what was done, for ears and, for a moment, for eyes. */
export function LiveRegion() {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const notice = useSession((state) => state.notice);
  const sign = useKeySign();
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setGone(notice.serial), notice.tone === "problem" ? SHOWN * 1.6 : SHOWN);
    return () => clearTimeout(timer);
  }, [notice]);
  const text = notice ? t(`say.${notice.key}`, words(notice)) : "";
  return (
    <>
      <p className="sr-only" role="status" aria-live="polite">{text}</p>
      {notice && notice.serial !== gone && QUIET.has(notice.key) === false && <p className="wb-notice appear" data-tone={notice.tone} aria-hidden>{text}</p>}
    </>
  );

  /** Keys of the codebook become its names. */
  function words({ key, values }: Notice): Record<string, string | number> {
    const { codebook } = bench.session.context;
    const label = typeof values.label === "string" ? labelOf(bench, values.label) : undefined;
    const attribute = codebook.labels.flatMap(({ attributes }) => attributes).find(({ key }) => key === values.attribute);
    const value = attribute?.values.find((choice) => choice.value === values.value);
    const type = codebook.relations.find(({ key }) => key === values.type);
    return {
      ...values,
      ...(key === "selectFirst" ? { key: sign("granularity") } : {}),
      ...(label ? { label: inLanguage(label.name, locale) } : {}), ...(attribute ? { attribute: inLanguage(attribute.name, locale) } : {}),
      ...(value ? { value: inLanguage(value.name, locale) } : {}), ...(type ? { type: inLanguage(type.name, locale) } : {}),
      ...(typeof values.granularity === "string" ? { granularity: t(`snap.${values.granularity}`) } : {}),
    };
  }
}

/** What the eyes see anyway in the text or the inspector. */
const QUIET: ReadonlySet<string> = new Set(["labelled", "relabelled", "deleted", "answered", "relating", "related", "unrelated", "spanOf", "undone", "redone", "granularity", "resizing"]);
