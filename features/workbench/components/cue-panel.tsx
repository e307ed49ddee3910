"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import type { CueLine } from "../find/cue-words";
import { whenLoaded } from "../late-part";
import { labelOf, useBench, useSession } from "./use-bench";
import { useTextMarks } from "./use-text-marks";
import type { SurfaceView } from "../surface/surface-view";

const PAGE = 100;
const NONE: readonly CueLine[] = [];

/** Cue words in their context, one a line; a press goes there. Only where the reader asked for it: a list of cues makes one see what a word counter sees. */
export function CuePanel({ view }: { readonly view: SurfaceView | null }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const on = useSession((state) => state.cues);
  const [lines, setLines] = useState<readonly CueLine[] | null>(null);
  const [shown, setShown] = useState(PAGE);
  useEffect(() => {
    if (!on) return;
    let current = true;
    void whenLoaded(bench.session, () => import("../find/cue-words"), ({ cueLines }) => { if (current) setLines(cueLines(bench.doc, bench.session.context.codebook.labels.map(({ key }) => key))); }, () => bench.session.set({ cues: false }));
    return () => { current = false; };
  }, [on, bench]);
  const marks = useMemo(() => (on ? (lines ?? NONE).map(({ range }) => ({ field: "cot" as const, ...range })) : []), [on, lines]);
  useTextMarks(bench, view, "wb-cue", marks);
  if (!on) return null;
  return (
    <section className="wb-section" aria-label={t("cueWords")}>
      <div className="wb-panel-head"><h2 className="wb-panel-title">{t("cueWords")}</h2><span>{lines?.length ?? ""}</span></div>
      <p className="wb-hint">{t(lines?.length === 0 ? "noCueWords" : "cueWordsHint")}</p>
      <ol className="wb-cues">
        {(lines ?? NONE).slice(0, shown).map((line) => (
          <li key={`${line.label} ${line.start}`}>
            <button type="button" className={`c-${labelOf(bench, line.label)?.colour ?? "candidate"}`} onClick={() => { bench.session.set({ cursor: { field: "cot", anchor: line.range.start, focus: line.range.end }, selected: null, mode: { kind: "reading" } }); bench.view?.reveal("cot", line.range.start); bench.view?.focus(); }}>
              <span className="wb-cue-left">{line.left}</span><b>{line.hit}</b><span className="wb-cue-right">{line.right}</span>
            </button>
          </li>
        ))}
      </ol>
      {lines && lines.length > shown && <button type="button" className="wb-link" onClick={() => setShown((count) => count + PAGE)}>{t("showMore", { count: Math.min(PAGE, lines.length - shown) })}</button>}
    </section>
  );
}
