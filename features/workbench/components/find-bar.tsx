"use client";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { IconButton } from "@/ui/icon-button";
import type { Found } from "../find/find-in-trace";
import { whenLoaded } from "../late-part";
import { useBench, useSession } from "./use-bench";

/** Find in the trace: plain text or a regular expression on a linear-time engine, loaded when it is first used. */
export function FindBar() {
  const t = useTranslations("workbench");
  const bench = useBench();
  const open = useSession((state) => state.finding);
  const [query, setQuery] = useState("");
  const [regular, setRegular] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [here, setHere] = useState(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => { if (open) input.current?.select(); }, [open]);
  useEffect(() => {
    if (!open || query === "") return;
    let current = true;
    let stop = (): void => {};
    const timer = setTimeout(() => {
      void whenLoaded(bench.session, () => import("../find/find-in-trace"), ({ findInTrace }) => {
        if (!current) return;
        setHere(0);
        stop = findInTrace(bench.doc, query, regular, setFound);
      }, () => setFound(null));
    }, 120);
    return () => { current = false; clearTimeout(timer); stop(); };
  }, [bench, open, query, regular]);
  const shown = open && query !== "" ? found ?? NONE : NONE;
  useEffect(() => {
    bench.view?.highlight(shown.hits, here);
    const hit = shown.hits[here];
    if (hit) bench.view?.revealUtf16(hit.field, hit.from);
  }, [bench, shown, here]);

  if (!open) return null;
  const step = (direction: 1 | -1): void => setHere((at) => (shown.hits.length === 0 ? 0 : (at + direction + shown.hits.length) % shown.hits.length));
  const close = (): void => {
    const hit = shown.hits[here];
    bench.session.set({ finding: false });
    if (hit) bench.view?.putCaret(hit.field, hit.from, hit.to);
    bench.view?.focus();
  };
  return (
    <div className="wb-find appear" role="search">
      <input ref={input} type="text" aria-label={t("find")} placeholder={t("find")} value={query} autoFocus spellCheck={false} onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
          if (event.key === "Escape") { event.preventDefault(); close(); }
        }} />
      <button type="button" className="wb-small" aria-pressed={regular} title={t("regularExpression")} aria-label={t("regularExpression")} onClick={() => { setRegular((on) => !on); input.current?.focus(); }}>.*</button>
      <span role="status" className="wb-find-count">{shown.problem ? t(`pattern.${shown.problem.kind}`, { part: shown.problem.part }) : (shown === NONE ? "" : t("hits", { n: shown.hits.length === 0 ? 0 : here + 1, count: shown.hits.length, more: String(shown.more) }))}</span>
      <IconButton label={t("previousHit")} icon={<ChevronUp size={15} />} onClick={() => step(-1)} />
      <IconButton label={t("nextHit")} icon={<ChevronDown size={15} />} onClick={() => step(1)} />
      <IconButton label={t("closeFind")} icon={<X size={15} />} onClick={close} />
    </div>
  );
}

/** Nothing was looked for yet. */
const NONE: Found = { hits: [], problem: null, more: false };
