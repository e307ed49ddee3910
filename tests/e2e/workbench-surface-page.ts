// The text surface alone on a page, for tests/e2e/workbench-surface.test.ts. Bundled there.
import { segmentSteps } from "@/core/text/segment";
import type { Span } from "@/core/annotation/span";
import type { Label } from "@/core/codebook/codebook";
import { longcotErrorCorrection } from "@/core/codebook/presets/longcot-error-correction";
import { codePoint, offsetMap, sliceRange, toCodePoint, utf16 } from "@/core/text/offset";
import { Caret } from "@/features/workbench/surface/caret";
import { traceDocument } from "@/features/workbench/surface/document";
import { Handles } from "@/features/workbench/surface/handles";
import { katexRenderer } from "@/features/workbench/surface/katex-renderer";
import { Formulas } from "@/features/workbench/surface/math";
import { snap } from "@/features/workbench/surface/snap";
import { TextSurface } from "@/features/workbench/surface/text-surface";

let opened: TextSurface | null = null;

/** Opens a text with spans over [start, end) code points; answers in plain values, since they travel to the test. */
function open(cot: string, ranges: readonly (readonly [number, number])[], labels: readonly Label[] = longcotErrorCorrection.labels) {
  opened?.destroy();
  document.body.replaceChildren();
  const host = document.createElement("div");
  host.className = "wb-text";
  host.style.height = "600px";
  document.body.append(host);
  const doc = traceDocument({ prompt: "🙂 prompt", cot, answer: null, stepEnds: segmentSteps(cot) });
  const map = offsetMap(cot);
  const surface = new TextSurface(host, doc, { labels, headings: { prompt: "Prompt", cot: "CoT", answer: "Answer" }, named: true });
  opened = surface;
  const spans = ranges.map(([start, end], k): Span => ({ id: `s${k}`, field: "cot", label: labels[k % labels.length]!.key, start: codePoint(start), end: codePoint(end), quote: sliceRange(map, { start: codePoint(start), end: codePoint(end) }), attributes: {}, certainty: "sure", note: "", provenance: { origin: "made" } }));
  surface.open(spans);
  return { host, doc, map, surface, spans };
}

Object.assign(window, {
  /** Offsets (UTF-16) that do not come back from the page as they went in. */
  strayOffsets(cot: string, ranges: readonly (readonly [number, number])[], rendered: boolean): number[] {
    const { doc, surface } = open(cot, ranges);
    if (rendered) surface.renderFormulas(katexRenderer);
    const stray: number[] = [];
    const blocks = doc.fields.cot.paragraphs.flatMap(({ from, drawnTo }) => new Formulas(cot).within(from, drawnTo));
    const shown = doc.fields.cot.paragraphs.flatMap(({ from, drawnTo }) => Array.from({ length: drawnTo - from + 1 }, (_, k) => from + k));
    for (const offset of shown) {
      const at = surface.positionOf({ field: "cot", offset }, "forward");
      const back = at && surface.placeOf(at.node, at.offset);
      // Inside a rendered formula a place falls to one of its ends.
      const block = rendered ? blocks.find(({ from, to }) => from < offset && offset < to) : undefined;
      if (!back || !(block ? [block.from, block.to] : [offset]).includes(back.offset)) stray.push(offset);
    }
    return stray;
  },
  /** What is in the page, paragraph by paragraph, joined by what the layout stands for. */
  drawnText(cot: string, ranges: readonly (readonly [number, number])[]): boolean {
    const { doc, surface } = open(cot, ranges);
    return doc.fields.cot.paragraphs.every((paragraph) => surface.elementOf(paragraph).textContent === cot.slice(paragraph.from, paragraph.drawnTo));
  },
  /** Adds spans one by one and takes some away again. True when the page then is what it is when all that are left are drawn at once, and untouched text kept its nodes. */
  drawnAsAtOnce(cot: string, ranges: readonly (readonly [number, number])[], gone: readonly number[]): boolean {
    const whole = open(cot, ranges);
    const left = whole.spans.filter((_, k) => !gone.includes(k));
    const spans = new Map(whole.spans.map((span) => [span.id, span]));
    whole.surface.update(spans.keys(), new Map());
    for (const span of whole.spans) whole.surface.update([span.id], spans);
    const kept = new Map(left.map((span) => [span.id, span]));
    for (const k of gone) whole.surface.update([`s${k}`], kept);
    // Tracks, and with them the tags, depend on the order in which spans came; everything else is the same.
    const page = (host: HTMLElement): string => host.innerHTML.replace(/<i class="wb-t[^>]*><\/i>| [cu][12]-[a-z-]+(?=[ "])/g, "");
    const [grown, texts] = [page(whole.host), whole.surface.frame.paragraphs.map(({ textContent }) => textContent)];
    const again = open(cot, ranges);
    again.surface.update(gone.map((k) => `s${k}`), kept);
    return page(again.host) === grown && again.surface.frame.paragraphs.every(({ textContent }, k) => textContent === texts[k]);
  },
  /** How many of a paragraph's nodes stay when a span is added near its end. */
  nodesKept(cot: string, ranges: readonly (readonly [number, number])[], added: readonly [number, number]): readonly [kept: number, before: number] {
    const { surface, spans } = open(cot, [...ranges, added]);
    const all = new Map(spans.map((span) => [span.id, span]));
    const last = spans.at(-1)!.id;
    surface.update([last], new Map([...all].filter(([id]) => id !== last)));
    const element = surface.frame.paragraphs.find(({ dataset }) => dataset.step === "1")!;
    const before = new Set(element.childNodes);
    surface.update([last], all);
    return [[...element.childNodes].filter((node) => before.has(node)).length, before.size];
  },
  /** What is drawn as the tags of spans whose labels have these, first as they are made, then as suggestions. */
  tagLetters(tags: readonly string[]): string[] {
    const labels = tags.map((tag, k) => ({ ...longcotErrorCorrection.labels[0]!, key: `label${k}`, tag }));
    const { host, surface, spans } = open("🙂 Wait, five of them touch.", tags.map((_, k) => [2 * k, 2 * k + 2]), labels);
    const drawn = (): string[] => [...host.querySelectorAll(".wb-t")].map((tag) => getComputedStyle(tag, "::after").content);
    const made = drawn();
    surface.suggest(new Set(spans.map(({ id }) => id)));
    const held = new Map(spans.map((span) => [span.id, span]));
    surface.update(held.keys(), new Map());
    surface.update(held.keys(), held);
    return [...made, ...drawn()];
  },
  /** Selects with the page's own selection, and says what would be stored. */
  storedQuote(cot: string, from: number, to: number): string | null {
    const { doc, map, surface } = open(cot, []);
    const [a, b] = [surface.positionOf({ field: "cot", offset: from }, "forward")!, surface.positionOf({ field: "cot", offset: to }, "back")!];
    getSelection()!.setBaseAndExtent(a.node, a.offset, b.node, b.offset);
    const selection = getSelection()!;
    const [start, end] = [surface.placeOf(selection.anchorNode!, selection.anchorOffset)!, surface.placeOf(selection.focusNode!, selection.focusOffset)!];
    const stretch = snap(doc.fields.cot, start.offset, end.offset, "character");
    return stretch && sliceRange(map, { start: toCodePoint(map, utf16(stretch.from)), end: toCodePoint(map, utf16(stretch.to)) });
  },
  /** Where the caret before the first occurrence of a text, and the start handle of a span over it, stand: at its left or right edge, or else how many px right of its left one.
   *  @param rendered the text is a formula, drawn as one block */
  stands(cot: string, part: string, rendered: boolean): readonly (string | number)[] {
    const at = cot.indexOf(part);
    const [start, end] = [[...cot.slice(0, at)].length, [...cot.slice(0, at + part.length)].length];
    const { host, surface } = open(cot, [[start, end]]);
    if (rendered) surface.renderFormulas(katexRenderer);
    const text = document.createRange();
    if (rendered) text.selectNode(host.querySelector(".wb-k")!);
    else {
      const first = surface.positionOf({ field: "cot", offset: at }, "forward")!;
      text.setStart(first.node, first.offset);
      text.setEnd(first.node, first.offset + 1);
    }
    const { left, right } = text.getBoundingClientRect();
    new Caret(surface, host).look({ field: "cot", anchor: at, focus: at })();
    new Handles(surface, { drag() {}, drop() {}, cancel() {} }).look("s0", "", null)();
    return [".wb-caret", ".wb-handle.start"].map((name) => {
      const stands = host.querySelector(name)!.getBoundingClientRect();
      const x = (stands.left + stands.right) / 2;
      return Math.abs(x - left) < 3 ? "left" : Math.abs(x - right) < 3 ? "right" : Math.round(x - left);
    });
  },
  /** Places where a span over the three characters that follow moves a character of its text sideways. */
  torn(cot: string): number[] {
    const { surface, spans, doc } = open(cot, [...Array(cot.length - 3).keys()].map((at) => [at, at + 3]));
    const lefts = (): number[] => doc.fields.cot.paragraphs.flatMap((paragraph) => {
      const words = document.createTreeWalker(surface.elementOf(paragraph), NodeFilter.SHOW_TEXT);
      const places: number[] = [];
      for (let node = words.nextNode(); node; node = words.nextNode()) for (let at = 0; at < node.textContent!.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        places.push(range.getBoundingClientRect().left);
      }
      return places;
    });
    surface.update(spans.map(({ id }) => id), new Map());
    const plain = lefts();
    return spans.flatMap((span) => {
      surface.update([span.id], new Map([[span.id, span]]));
      const moved = lefts().some((left, k) => Math.abs(left - plain[k]!) > 3); // a pair of letters may be set closer
      surface.update([span.id], new Map());
      return moved ? [span.start] : [];
    });
  },
  /** Tops of all lines before and after a span is added. */
  linesMoved(cot: string, range: readonly [number, number]): boolean {
    const { host, surface, spans } = open(cot, [range]);
    const tops = (): string => { const all = document.createRange(); all.selectNodeContents(host); return [...new Set([...all.getClientRects()].map(({ bottom }) => Math.round(bottom / 14)))].join(); };
    surface.update(["s0"], new Map());
    const heights = (): number[] => surface.frame.paragraphs.map((element) => element.offsetHeight);
    const before = [heights(), tops()];
    surface.update(["s0"], new Map(spans.map((span) => [span.id, span])));
    return JSON.stringify(heights()) !== JSON.stringify(before[0]);
  },
});
