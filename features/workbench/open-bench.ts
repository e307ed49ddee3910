import { fromFold } from "@/core/annotation/serialize";
import type { AnnotationContext } from "@/core/annotation/context";
import type { Bench, BenchPage } from "./bench";
import { suggestionId, suggestionsOf } from "./suggested-spans";
import type { WorkbenchOpening } from "./opening";
import { rememberedGranularity } from "./preferences";
import { ReadingTracker } from "./reading/reading-tracker";
import { httpEndpoint, type AnnotationEndpoint } from "./saving/annotation-endpoint";
import { QueueStore } from "./saving/queue-store";
import { RejectionReports } from "./saving/rejection-reports";
import { noteSaved, savedRevision } from "./saving/saved-revision";
import { Saver } from "./saving/saver";
import { Tabs } from "./saving/tabs";
import { newId } from "./new-id";
import { WorkbenchSession } from "./session";
import { traceDocument } from "./surface/document";

/** Names the annotation in this browser's storage and between its tabs. */
export const annotationKey = ({ accountId, project, trace, assignment, pass }: WorkbenchOpening): string => [accountId, project.slug, trace.id, assignment?.id ?? "ad-hoc", pass].join("/");

/** A tab that crashed a moment ago still holds its lock, ms. */
const ADOPT_AGAIN = 3_000;

/** Everything of one sitting but the page: text, session, saving, reading. Nothing runs until `start`. */
export function openBench(opening: WorkbenchOpening, page: BenchPage): { readonly bench: Bench; start(): () => void } {
  if (typeof window !== "undefined") performance.mark("switchback:open"); // bench/surface times from here to the paint
  const doc = traceDocument(opening.trace);
  const context: AnnotationContext = {
    offsets: { prompt: doc.fields.prompt.map, cot: doc.fields.cot.map, answer: doc.fields.answer.map }, codebook: opening.codebook, excluded: opening.trace.excluded,
    ...(opening.passes ? { passes: opening.passes } : {}),
  };
  const offered = opening.layers.filter(({ layer }) => opening.suggested.includes(layer)).flatMap(({ layer, spans }) => [...suggestionsOf(layer, spans)]);
  const session = new WorkbenchSession(fromFold(opening.annotation), context, { readOnly: opening.readOnly, offered: new Map(offered), rejected: new Set(opening.rejected.map(suggestionId)) });
  if (typeof window !== "undefined") session.set({ granularity: rememberedGranularity() }); // the server knows nothing of it
  const tab = newId();
  const key = annotationKey(opening);
  const endpoint = endpointOf(opening);
  const tracker = new ReadingTracker(doc, opening.reading, tab, (report) => (opening.readOnly ? Promise.resolve(true) : endpoint.read(report)));
  tracker.show(opening.suggested, false);
  let store: QueueStore | null = null;
  let tabs: Tabs | null = null;
  const saver = new Saver({
    context,
    replica: () => session.state.replica,
    replace: (replica) => session.replace(replica),
    onState: (save) => session.set({ save, ...(save.kind === "signed-out" && session.state.save.kind !== "signed-out" ? { dialog: "sign-in" as const } : {}) }),
    onSaved: (base, operations) => { noteSaved(key, base + operations.length); tabs?.tell(base, operations); },
  }, endpoint, { put: (base, operations) => store?.put(base, operations) ?? Promise.resolve() });
  const bench: Bench = { opening, doc, session, saver, tracker, view: null, page };

  return {
    bench,
    start() {
      if (opening.readOnly) return () => {};
      const held = new QueueStore(key, tab);
      store = held;
      tabs = new Tabs(key, (base, operations) => void saver.learn(base, operations));
      session.onPending = () => saver.changed();
      if (saver.waiting > 0) saver.changed(); // a key was faster
      const rejections = new RejectionReports(key, endpoint);
      session.onRejected = (suggestions, rejected) => rejections.add(suggestions, rejected);
      let gone = false;
      const adopt = (): void => { if (!gone && document.visibilityState === "visible") void held.adopt().then((left) => { if (!gone) session.adopt(left); }); };
      void held.adopt().then((left) => {
        if (gone) return;
        session.adopt(left);
        if (saver.waiting === 0 && savedRevision(key) > session.state.replica.base.revision) void saver.reread();
      });
      const again = setTimeout(adopt, ADOPT_AGAIN);
      document.addEventListener("visibilitychange", adopt);
      return () => {
        gone = true;
        clearTimeout(again);
        document.removeEventListener("visibilitychange", adopt);
        saver.stop();
        rejections.stop();
        tabs?.close();
      };
    },
  };
}

function endpointOf({ project, trace, assignment, pass, codebookId }: WorkbenchOpening): AnnotationEndpoint {
  const query = new URLSearchParams({ ...(assignment ? { assignment: assignment.id } : { codebook: codebookId }), pass });
  return httpEndpoint(`/api/v1/projects/${encodeURIComponent(project.slug)}/traces/${encodeURIComponent(trace.id)}/annotations/mine`, `?${query}`);
}
