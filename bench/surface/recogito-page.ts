// Recogito's text-annotator over the same text, in the page that bench/surface serves. Bundled by run.ts.
import { createTextAnnotator } from "@recogito/text-annotator";
import "@recogito/text-annotator/text-annotator.css";
import type { Subject } from "./clock";
import type { Workload, WorkSpan } from "./workload";

const COLOURS: Readonly<Record<string, string>> = { branching: "#1f50a8", backtracking: "#b83c00", verification: "#0a6043", correction: "#10768c", candidate_answer: "#6f6a62" };

Object.assign(window, {
  mountSubject(host: HTMLElement, { text, spans }: Workload): Subject {
    host.className = "scroll";
    const content = document.createElement("div");
    content.className = "pre";
    for (const paragraph of text.split(/(?<=\n\n)/)) {
      const element = document.createElement("div");
      element.textContent = paragraph;
      content.append(element);
    }
    host.append(content);
    const annotator = createTextAnnotator(content, { renderer: "SPANS", style: (annotation) => ({ fill: (COLOURS[annotation.bodies[0]?.value ?? ""] ?? "#888888") as `#${string}`, fillOpacity: 0.3 }) });
    const toAnnotation = (span: WorkSpan) => ({
      id: span.id,
      bodies: [{ id: `${span.id}-label`, annotation: span.id, purpose: "tagging" as const, value: span.label }],
      target: { annotation: span.id, created: new Date(), selector: [{ quote: text.slice(span.start, span.end), start: span.start, end: span.end, id: span.id }] },
    });
    const { store } = annotator.state;
    store.bulkAddAnnotations(spans.map(toAnnotation) as unknown as Parameters<typeof store.bulkAddAnnotations>[0], true);
    const starts: { at: number; element: Element }[] = [];
    let at = 0;
    for (const element of content.children) {
      if (element.classList.contains("r6o-span-highlight-layer")) continue;
      starts.push({ at, element });
      at += element.textContent!.length;
    }
    return {
      ready: () => content.querySelector(`[data-annotation="${spans[0]!.id}"]`) !== null,
      show: (offset) => { starts.findLast((start) => start.at <= offset)?.element.scrollIntoView({ block: "center" }); },
      add: (span) => { store.addAnnotation(toAnnotation(span) as unknown as Parameters<typeof store.addAnnotation>[0]); },
      remove: (span) => { store.deleteAnnotation(span.id); },
      has: (span) => content.querySelector(`[data-annotation="${span.id}"]`) !== null,
      scroller: () => host,
    };
  },
});
