import type { Field } from "@/core/annotation/span";
import { toUtf16, type CodePoint } from "@/core/text/offset";
import type { TraceDocument } from "./document";
import type { TextSurface } from "./text-surface";

interface GroupPlace {
  readonly field: Field;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where places lie in the whole scroll, as a share from 0 to 1, without laying out what is not in view: groups have their height, real or expected; within one, characters say. */
export class Positions {
  readonly #document: TraceDocument;
  readonly #groups: readonly GroupPlace[];

  constructor(surface: TextSurface, doc: TraceDocument) {
    this.#document = doc;
    const { flow, groups } = surface.frame;
    const height = Math.max(1, flow.offsetHeight);
    const origin = flow.getBoundingClientRect().top;
    this.#groups = groups.map(({ element, first, last }) => {
      const rect = element.getBoundingClientRect();
      const [a, b] = [doc.paragraphs[first]!, doc.paragraphs[last]!];
      return { field: a.field, from: a.from, to: b.to, top: (rect.top - origin) / height, bottom: (rect.bottom - origin) / height };
    });
  }

  shareOf(field: Field, offset: CodePoint): number {
    const at = toUtf16(this.#document.fields[field].map, offset);
    let low = 0;
    let high = this.#groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (beginsAtOrBefore(this.#groups[middle]!, field, at)) low = middle;
      else high = middle - 1;
    }
    const group = this.#groups[low];
    if (!group) return 0;
    const inside = group.to === group.from ? 0 : Math.max(0, Math.min(1, (at - group.from) / (group.to - group.from)));
    return group.top + inside * (group.bottom - group.top);
  }
}

const beginsAtOrBefore = (group: GroupPlace, field: Field, at: number): boolean => group.field === field ? group.from <= at : FIELD_ORDER[group.field] < FIELD_ORDER[field];

const FIELD_ORDER: Readonly<Record<Field, number>> = { prompt: 0, cot: 1, answer: 2 };
