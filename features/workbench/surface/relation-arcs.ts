import { isAnchor, isSpanTarget, type Relation } from "@/core/annotation/relation";
import { relationsOf } from "@/core/annotation/relations-of";
import { codePoint, toUtf16 } from "@/core/text/offset";
import type { WorkbenchSession } from "../session";
import type { Arc } from "./arcs";
import type { TraceDocument } from "./document";

/** As many arcs as are drawn at once when all are asked for: those nearest to the caret. */
const MOST = 120;

/** The arcs of the selected span's relations: from its start to its targets, and dashed from those that point at it. With all asked for, those around the caret, the selected span's own not set apart. */
export function relationArcs({ state: { annotation, selected, arcs, cursor }, context: { codebook } }: WorkbenchSession, doc: TraceDocument): readonly Arc[] {
  if (selected === null && !arcs) return [];
  const colourOf = (label: string | undefined): string => codebook.labels.find(({ key }) => key === label)?.colour ?? "ink-3";
  const arcOf = (relation: Relation): Arc[] => {
    const source = annotation.spans.get(relation.from);
    const target = isSpanTarget(relation.to) ? annotation.spans.get(relation.to.span) : undefined;
    const end = target ?? (isAnchor(relation.to) ? relation.to : isSpanTarget(relation.to) ? null : { field: "prompt" as const, start: codePoint(0) });
    if (!source || !end) return [];
    const place = ({ field, start }: Pick<typeof source, "field" | "start">) => ({ field, offset: toUtf16(doc.fields[field].map, start) });
    // A link to an error is the error's: that is what the eye looks for.
    return [{ from: place(source), to: place(end), colour: colourOf(target?.label === "error" ? "error" : source.label), dashed: !arcs && relation.from !== selected, title: relation.type }];
  };
  if (!arcs) return selected === null ? [] : relationsOf(annotation, selected).flatMap(arcOf);
  const here = cursor?.focus ?? codePoint(0);
  const distance = ({ from }: Relation): number => Math.abs((annotation.spans.get(from)?.start ?? 0) - here);
  const all = [...annotation.relations.values()];
  return (all.length > MOST ? all.sort((a, b) => distance(a) - distance(b)).slice(0, MOST) : all).flatMap(arcOf);
}
