// Label Studio's front end over the same text, worked as a person does: pick the label, select the text, let go of the mouse. Bundled by peer-pages.ts; the page loads its prebuilt main.js before.
import type { Subject } from "./clock";
import type { Workload, WorkSpan } from "./workload";

interface Region {
  readonly _spans?: readonly Element[];
  deleteRegion(): void;
}

interface LabelOption {
  readonly selected: boolean;
  readonly _value: string;
  setSelected(selected: boolean): void;
}

interface StudioAnnotation {
  readonly id: string;
  readonly names: Map<string, { readonly children: readonly LabelOption[] }>;
  readonly regionStore: { readonly regions: readonly Region[] };
  unselectAreas?(): void;
  unselectAll?(): void;
  deleteRegion?(region: Region): void;
}

interface Studio {
  readonly annotationStore: { readonly annotations: readonly StudioAnnotation[]; readonly selected: StudioAnnotation; addAnnotation(options: object): StudioAnnotation; selectAnnotation(id: string): void };
}

declare global {
  interface Window {
    LabelStudio: new (root: string, options: object) => unknown;
  }
}

const COLOURS: Readonly<Record<string, string>> = { branching: "#1f50a8", backtracking: "#b83c00", verification: "#0a6043", correction: "#10768c", candidate_answer: "#6f6a62" };

Object.assign(window, {
  mountSubject(host: HTMLElement, { text, spans }: Workload): Subject {
    const root = document.createElement("div");
    root.id = "label-studio";
    host.append(root);
    const labels = Object.entries(COLOURS).map(([value, background]) => `<Label value="${value}" background="${background}"/>`).join("");
    let studio: Studio | null = null;
    new window.LabelStudio("label-studio", {
      config: `<View><Labels name="label" toName="text">${labels}</Labels><View style="height:600px;overflow:auto"><Text name="text" value="$text"/></View></View>`,
      interfaces: ["panel", "update", "submit", "controls", "side-column", "annotations:history", "annotations:current", "edit-history"],
      user: { id: 1, pk: 1, firstName: "A", lastName: "B" },
      task: {
        id: 1, data: { text }, predictions: [],
        annotations: [{ id: 1, result: spans.map((span) => ({ id: span.id, from_name: "label", to_name: "text", type: "labels", value: { start: span.start, end: span.end, text: text.slice(span.start, span.end), labels: [span.label] } })) }],
      },
      onLabelStudioLoad: (loaded: Studio) => {
        loaded.annotationStore.selectAnnotation((loaded.annotationStore.annotations[0] ?? loaded.annotationStore.addAnnotation({ userGenerate: true })).id);
        studio = loaded;
      },
    });
    const annotation = (): StudioAnnotation => studio!.annotationStore.selected;
    const regions = (): readonly Region[] => annotation().regionStore.regions;
    const body = (): Element => host.querySelector("iframe")?.contentDocument?.body ?? host.querySelector('[class*="richtext"] [class*="container"], .htx-richtext [data-linenumbers], .htx-richtext, [data-linenumbers]')!;
    const isDrawn = (region: Region | undefined): boolean => region?._spans?.[0]?.isConnected ?? false;
    /** Line breaks are shown as `<br>`, each for one character. */
    const rangeOf = (from: number, to: number): Range => {
      const walker = document.createTreeWalker(body(), NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      const range = document.createRange();
      let at = 0;
      let isOpen = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!(node instanceof Text)) {
          if (node.nodeName === "BR") at++;
          continue;
        }
        if (!isOpen && at + node.length > from) {
          range.setStart(node, from - at);
          isOpen = true;
        }
        if (isOpen && at + node.length >= to) {
          range.setEnd(node, to - at);
          break;
        }
        at += node.length;
      }
      return range;
    };
    const scroller = (): HTMLElement => {
      for (let element: Element | null = body(); element && element !== document.body; element = element.parentElement)
        if (element.scrollHeight > element.clientHeight + 5 && ["auto", "scroll"].includes(getComputedStyle(element).overflowY)) return element as HTMLElement;
      return document.documentElement;
    };
    const made = new Map<string, Region>();
    return {
      ready: () => studio !== null && regions().length >= spans.length && isDrawn(regions().at(-1)),
      show: (offset) => { const { top } = rangeOf(offset, offset + 1).getBoundingClientRect(); scroller().scrollTop += top - innerHeight / 2; },
      add(span: WorkSpan) {
        annotation().unselectAll?.();
        annotation().unselectAreas?.();
        const { children } = annotation().names.get("label")!;
        for (const label of children) if (label.selected) label.setSelected(false);
        children.find(({ _value }) => _value === span.label)!.setSelected(true);
        const range = rangeOf(span.start, span.end);
        const selection = getSelection()!;
        selection.removeAllRanges();
        selection.addRange(range);
        const before = new Set(regions());
        const { left, top } = range.getBoundingClientRect();
        range.startContainer.parentElement!.dispatchEvent(new MouseEvent("mouseup", { bubbles: true, cancelable: true, clientX: left, clientY: top, view: window }));
        const region = regions().find((one) => !before.has(one));
        if (!region) throw new Error("Label Studio made no region");
        made.set(span.id, region);
      },
      remove({ id }: WorkSpan) {
        const region = made.get(id)!;
        made.delete(id);
        if (annotation().deleteRegion) annotation().deleteRegion!(region);
        else region.deleteRegion();
      },
      has: ({ id }) => isDrawn(made.get(id)),
      scroller,
    };
  },
});
