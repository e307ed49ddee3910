import { bestAssignment } from "../agreement/assignment";
import { intersectionOverUnion } from "../agreement/range-match";
import { compareSpans } from "../annotation/position";
import type { Layer, Member } from "./layer";
import { inOrder, memberKey } from "./layer";

/** Spans of different layers that stand for one behaviour: at most one of each layer, in the layers' order. */
export type SpanGroup = readonly Member[];

/** Two spans of different labels are taken for one behaviour seen differently from this overlap on; of one label, any overlap will do. */
const OTHER_LABEL_IOU = 0.5;

/** Puts the spans of all layers into groups, label first: pairs are chosen so that as many spans as possible meet one of their own label, then so that the overlap is largest.
 *  Layer after layer joins the groups that are there, in the layers' own order, so that the result does not depend on how they were given. Every span is in exactly one group.
 *  Spans that no overlap links are matched apart: the cost is cubic only in the size of one tangle. */
export function groupSpans(layers: readonly Layer[]): SpanGroup[] {
  return tangles(inOrder(layers)).flatMap((tangle) => {
    let groups: Member[][] = [];
    for (const members of tangle) {
      const affinities = members.map((member) => groups.map((group) => affinity(member, group)));
      const partner = bestAssignment(members.length, groups.length, (row, column) => affinities[row]![column]!);
      const alone = members.filter((_, row) => partner[row] === null);
      for (const [row, column] of partner.entries()) if (column !== null) groups[column]!.push(members[row]!);
      groups = [...groups, ...alone.map((member) => [member])];
    }
    return groups;
  }).sort((a, b) => compareSpans(a[0]!.span, b[0]!.span));
}

/** How well a span fits a group: the best overlap with one of its members, and a bonus above any overlap for a member of the same label. 0: it does not. */
function affinity({ span }: Member, group: readonly Member[]): number {
  return Math.max(...group.map((member) => {
    const overlap = intersectionOverUnion(span, member.span);
    if (member.span.label === span.label) return overlap > 0 ? SAME_LABEL + overlap : 0;
    return overlap >= OTHER_LABEL_IOU ? overlap : 0;
  }));
}

const SAME_LABEL = 2;

/** Stretches of one field in which spans overlap without a gap, each as members by layer. */
function tangles(layers: readonly Layer[]): Member[][][] {
  const all = layers.flatMap((layer, at) => [...layer.annotation.spans.values()].map((span) => ({ at, span, layer: layer.id }))).sort((a, b) => compareSpans(a.span, b.span) || a.at - b.at);
  const found: Member[][][] = [];
  let reach = 0;
  let field: string | null = null;
  for (const { at, span, layer } of all) {
    if (field !== span.field || span.start >= reach) {
      found.push(layers.map(() => []));
      field = span.field;
      reach = 0;
    }
    found.at(-1)![at]!.push({ layer, span });
    reach = Math.max(reach, span.end);
  }
  return found;
}

/** Names a group by its members: as long as the originals stay as they are, so does the key. */
export const groupKey = (group: SpanGroup): string => group.map(memberKey).join(" ");
