"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import Link from "next/link";
import { Activity, startTransition, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { checkAnnotation } from "@/core/annotation/checks";
import { codePoint } from "@/core/text/offset";
import { afterPaints } from "../after-paint";
import type { BenchPage } from "../bench";
import { keyMap } from "../keys";
import { annotationKey, openBench } from "../open-bench";
import type { TraceLink, WorkbenchOpening } from "../opening";
import { lookStyle, noOwnKeys, ownKeys, onKeysChange, onLookChange, placeLeft, readingLook, rememberLook, usualLook } from "../preferences";
import { claimNext, prefetchNext, renewLease } from "../queue-client";
import { isReachable } from "../reach";
import type { SurfaceView } from "../surface/surface-view";
import { AskedPanel } from "./asked-panel";
import { ChecksPanel } from "./checks-panel";
import { CuePanel } from "./cue-panel";
import { Dialogs, type DialogActions } from "./dialogs";
import type { SignIn } from "./sign-in-again";
import { FindBar } from "./find-bar";
import { Footer } from "./footer";
import { GuidelinesPanel } from "./guidelines-panel";
import { Header } from "./header";
import { LayerPane } from "./layer-pane";
import { LayersPanel } from "./layers-panel";
import { LiveRegion } from "./live-region";
import { OverviewStrip } from "./overview-strip";
import { OverlapList } from "./overlap-list";
import { Palette } from "./palette";
import { QuestionsPanel } from "./questions-panel";
import { ReadingSettings } from "./reading-settings";
import { SelectionPanel } from "./selection-panel";
import { SpanList } from "./span-list";
import { StepsOutline } from "./steps-outline";
import { TextPane } from "./text-pane";
import { LeftBar, RightBar, type SidePanel } from "./toolbars";
import { BenchProvider } from "./use-bench";
import { useFormulas } from "./use-formulas";
import { useParting } from "./use-parting";
import { useReadingClock } from "./use-reading-clock";
import { useKeysOfPage, useSitting } from "./use-sitting";
import { useTextMarks } from "./use-text-marks";
import "./workbench.css";

const isNarrow = (): boolean => window.matchMedia("(max-width: 1180px)").matches;

/** The span that the page's address names; "" without one. */
function spanInAddress(): string {
  const named = /^#span-(.+)$/.exec(window.location.hash)?.[1];
  try {
    return named === undefined ? "" : decodeURIComponent(named);
  } catch {
    return ""; // a mangled link opens the trace all the same
  }
}

/** What is drawn by its own subscriptions alone: the same elements every time, so that React passes over them when the page changes around them.
 *  An activity is taken over from the server's page by itself, after the text has been painted: what only shows something may wait so long. What must tell the truth at once (saving) does not wait. */
const ALONE = {
  header: <Header />, find: <FindBar />, overlaps: <OverlapList />, selection: <Activity><SelectionPanel /></Activity>, questions: <Activity><QuestionsPanel /></Activity>, asked: <Activity><AskedPanel /></Activity>, live: <LiveRegion />,
  leftBar: <Activity><LeftBar /></Activity>, palette: <Activity><Palette /></Activity>, checks: <Activity><ChecksPanel /></Activity>, spans: <Activity><SpanList /></Activity>, footer: <Activity><Footer /></Activity>,
};

/** The page where annotators live: header, palette, outline, text, strip, inspector, footer. */
export function Workbench({ opening, signIn }: { readonly opening: WorkbenchOpening; readonly signIn?: SignIn }) {
  const t = useTranslations("workbench");
  const router = useRouter();
  const [panel, setPanel] = useState<SidePanel | null>(null);
  // Unfolded where there is room, folded where there is not, until the reader says otherwise.
  const [folded, setFolded] = useState<boolean | null>(null);
  const look = useSyncExternalStore(onLookChange, readingLook, () => usualLook);
  const [view, setView] = useState<SurfaceView | null>(null);
  const [beside, setBeside] = useState<string | null>(null);
  const [ahead, setAhead] = useState<TraceLink | null>(null);
  const { slug } = opening.project;
  const href = (link: TraceLink): string => `/projects/${slug}/traces/${encodeURIComponent(link.trace)}${link.assignment ? `?assignment=${encodeURIComponent(link.assignment)}` : ""}`;

  const onFold = useCallback(() => setFolded((held) => (held === null ? !isNarrow() : !held)), []);
  const page = useRef<BenchPage>(null);
  // Once for the page's life: a new answer of the server for the same trace (a sign-in in place) must not begin the sitting anew.
  const [{ bench, start }] = useState(() => openBench(opening, {
    submit: () => page.current?.submit(), next: () => page.current?.next(), previous: () => page.current?.previous(), toggle: (name) => page.current?.toggle(name),
    focusNote: () => page.current?.focusNote(), focusSearch: () => page.current?.focusSearch(), focusQuestions: () => page.current?.focusQuestions(),
  }));
  const own = useSyncExternalStore(onKeysChange, ownKeys, () => noOwnKeys);
  const keys = useMemo(() => keyMap(own), [own]);

  const isSaved = async (): Promise<boolean> => {
    await bench.saver.flush();
    const { waiting } = bench.saver;
    if (waiting > 0) bench.session.say("waitForSave", { waiting }, "problem");
    return waiting === 0;
  };
  /** A page that cannot be loaded would take the place of this one, in which work can go on. */
  const leaveFor = async (link: TraceLink): Promise<void> => {
    if (await isReachable()) router.push(href(link));
    else bench.session.say("nextUnreachable", {}, "problem");
  };
  const open = async (link: TraceLink): Promise<void> => {
    if (await isSaved()) await leaveFor(link);
  };
  const goOn = async (): Promise<void> => {
    if (!(await isSaved())) return;
    await bench.tracker.report();
    const next = opening.assignment ? await claimNext(slug) : opening.neighbours.next;
    if (next === "unreachable") bench.session.say("nextUnreachable", {}, "problem");
    else if (next) await leaveFor(next);
    else bench.session.say(opening.assignment ? "queueDone" : "lastTrace");
  };
  const submitNow = async (): Promise<void> => {
    if (!bench.session.perform([{ type: "submit" }], { selected: null, mode: { kind: "reading" } })) return;
    bench.session.say("submitted");
    await goOn();
  };
  useEffect(() => {
    // Panels are brought up to date after the text: what is to have the focus must be there.
    const focus = (selector: string): boolean => {
      flushSync(() => bench.session.tellPanels());
      const found = document.querySelector<HTMLElement>(selector);
      found?.focus();
      return found !== null;
    };
    page.current = {
      focusNote: () => { focus("#wb-note"); }, focusSearch: () => { focus("#wb-target-search"); },
      focusQuestions: () => { if (!focus("#wb-questions :is(button, input, textarea):enabled") && !focus("#wb-questions")) bench.session.say("noQuestions", {}, "problem"); },
      submit: () => {
        if (bench.session.state.annotation.status === "submitted") return bench.session.say("refused.submitted", {}, "problem");
        const findings = checkAnnotation(bench.session.state.annotation, bench.session.context.codebook, bench.session.context);
        if (findings.length > 0) bench.session.set({ dialog: "submit" });
        else void submitNow();
      },
      next: () => { const { next } = opening.neighbours; void (next ? open(next) : goOn()); },
      previous: () => { const { previous } = opening.neighbours; if (previous) void open(previous); else bench.session.say("firstTrace"); },
      toggle: (name) => setPanel((held) => (held === name ? null : name)),
    };
  });

  useSitting(bench, start);
  useKeysOfPage(bench, keys);

  useEffect(() => {
    const { assignment } = opening;
    if (!assignment || opening.readOnly) return;
    const renew = setInterval(() => void renewLease(slug, assignment.id), 240_000);
    const fetchAhead = setTimeout(() => void prefetchNext(slug).then((link) => { if (link && link.trace !== opening.trace.id) setAhead(link); }), 4_000);
    return () => { clearInterval(renew); clearTimeout(fetchAhead); };
  }, [opening, slug]);

  useReadingClock(bench, view, annotationKey(opening));
  useFormulas(bench, view);
  useTextMarks(bench, view, "wb-excluded", opening.trace.excluded);

  useEffect(() => {
    const follow = (): void => { const span = spanInAddress(); if (span !== "") bench.view?.goTo(span); };
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [bench]);

  const opened = (next: SurfaceView): void => {
    afterPaints(3, () => startTransition(() => setView(next))); // the text first, then the focus
    const span = spanInAddress();
    const left = placeLeft(annotationKey(opening));
    if (span !== "" && bench.session.state.annotation.spans.has(span)) next.goTo(span);
    else if (left && left.offset <= bench.doc.fields[left.field].map.length) next.scrollTo(left.field, codePoint(left.offset));
    next.focus();
  };
  const parting = useParting(bench, ahead, goOn);
  const actions: DialogActions = {
    parting,
    submitAnyway: () => void submitNow(),
    signedInAgain: () => bench.saver.resume(),
    ...(signIn ? { signIn } : {}),
  };

  const layer = opening.layers.find((one) => `${one.layer} ${one.pass}` === beside);
  return (
    <BenchProvider bench={bench}>
      <div className="wb" data-folded={folded ?? "auto"}>
        {ALONE.header}
        <Activity><StepsOutline folded={folded ?? "auto"} onFold={onFold} /></Activity>
        <main className="wb-page">
          <h1 className="sr-only">{opening.trace.title}</h1>
          {ALONE.leftBar}
          {ALONE.palette}
          <Activity><RightBar panel={panel} onPanel={(name) => setPanel((held) => (held === name ? null : name))} /></Activity>
          <div className="wb-main" data-beside={beside !== null}>
            {ALONE.find}
            <TextPane keys={keys} style={lookStyle(look)} onOpen={opened} />
            {layer && <LayerPane key={beside} layer={layer} style={lookStyle(look)} onClose={() => setBeside(null)} />}
          </div>
          <OverviewStrip view={view} />
          {ALONE.overlaps}
        </main>
        <aside className="wb-inspector" aria-label={t("inspector")}>
          {panel === "guidelines" && <GuidelinesPanel />}
          {panel === "layers" && <LayersPanel beside={beside} onBeside={setBeside} />}
          {panel === "reading" && <ReadingSettings look={look} onChange={rememberLook} />}
          <CuePanel view={view} />
          {ALONE.asked}
          {ALONE.selection}
          {ALONE.checks}
          {ALONE.questions}
          {ALONE.spans}
        </aside>
        {ALONE.footer}
        {ALONE.live}
        <Dialogs actions={actions} />
        {ahead && <Link href={href(ahead)} prefetch tabIndex={-1} aria-hidden className="sr-only">{ahead.trace}</Link>}
      </div>
    </BenchProvider>
  );
}
