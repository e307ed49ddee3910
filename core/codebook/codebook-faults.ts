import { isCheckKind } from "../annotation/finding";
import type { Attribute, Codebook } from "./codebook";

/** What contradicts itself in a codebook of the right shape; `path` leads to the part that must change. */
export interface CodebookFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Keys, tags, hotkeys and looks (hue with pattern) used twice, and references to labels, attributes or values that are not there. [] for a sound codebook. */
export function codebookFaults(codebook: Codebook): CodebookFault[] {
  const { labels, relations, questions } = codebook;
  return [
    ...twice(labels.map(({ key }) => key), ["labels"], "key"),
    ...twice(labels.map(({ hotkey }) => hotkey), ["labels"], "hotkey"),
    ...twice(labels.map(({ tag }) => tag), ["labels"], "tag"),
    ...twice(labels.map(({ colour, pattern }) => `${colour} ${pattern}`), ["labels"], "pattern"),
    ...twice(relations.map(({ key }) => key), ["relations"], "key"),
    ...twice(questions.map(({ key }) => key), ["questions"], "key"),
    ...labels.flatMap(({ attributes }, at) => attributeFaults(attributes, ["labels", at, "attributes"])),
    ...relations.flatMap((_, at) => relationFaults(codebook, at)),
    ...questions.flatMap((question, at) => [
      ...(question.kind === "choice" ? twice(question.choices.map(({ value }) => value), ["questions", at, "choices"], "value") : []),
      ...(question.kind === "rating" && question.low >= question.high ? [{ path: ["questions", at, "high"], message: "must be above low" }] : []),
    ]),
    ...codebook.blocking.flatMap((kind, at) => (isCheckKind(kind) ? [] : [{ path: ["blocking", at], message: `there is no check “${kind}”` }])),
  ];
}

function attributeFaults(attributes: readonly Attribute[], path: readonly (string | number)[]): CodebookFault[] {
  const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]));
  return [
    ...twice(attributes.map(({ key }) => key), path, "key"),
    ...attributes.flatMap(({ key, values, default: preset, when }, at) => [
      ...twice(values.map(({ value }) => value), [...path, at, "values"], "value"),
      ...(preset !== undefined && !values.some(({ value }) => value === preset) ? [{ path: [...path, at, "default"], message: `“${preset}” is none of the values` }] : []),
      ...(when ? conditionFaults(when, byKey, [...path, at, "when"]) : []),
      ...(dependsOnItself(key, byKey) ? [{ path: [...path, at, "when"], message: "an attribute cannot depend on itself" }] : []),
    ]),
  ];
}

/** Whether the chain of conditions from an attribute comes back to an attribute of the chain. */
function dependsOnItself(key: string, byKey: ReadonlyMap<string, Attribute>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = key; at !== undefined; at = byKey.get(at)?.when?.attribute) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

function relationFaults({ labels, relations }: Codebook, at: number): CodebookFault[] {
  const { from, to, min, max, anchor, prompt, anchorFields, when } = relations[at]!;
  const path = ["relations", at];
  const known = new Set(labels.map(({ key }) => key));
  const unknown = (end: "from" | "to", keys: readonly string[]) =>
    keys.flatMap((key, k) => (known.has(key) || (end === "to" && key === "*") ? [] : [{ path: [...path, end, k], message: `there is no label “${key}”` }]));
  const sources = labels.filter(({ key }) => from.includes(key)).flatMap(({ attributes }) => attributes);
  return [
    ...unknown("from", from), ...unknown("to", to),
    ...(max !== null && max < min ? [{ path: [...path, "max"], message: "is below min" }] : []),
    ...(to.length === 0 && !anchor && !prompt ? [{ path: [...path, "to"], message: "the relation can point to nothing" }] : []),
    ...(anchor && anchorFields.length === 0 ? [{ path: [...path, "anchorFields"], message: "an anchor needs a field" }] : []),
    ...(when ? conditionFaults(when, new Map(sources.map((attribute) => [attribute.key, attribute])), [...path, "when"]) : []),
  ];
}

function conditionFaults(when: { readonly attribute: string; readonly in: readonly string[] }, byKey: ReadonlyMap<string, Attribute>, path: readonly (string | number)[]): CodebookFault[] {
  const attribute = byKey.get(when.attribute);
  if (!attribute) return [{ path: [...path, "attribute"], message: `there is no attribute “${when.attribute}”` }];
  return when.in.flatMap((value, k) => (attribute.values.some((each) => each.value === value) ? [] : [{ path: [...path, "in", k], message: `“${value}” is no value of ${when.attribute}` }]));
}

function twice(values: readonly (string | number | null)[], path: readonly (string | number)[], name: string): CodebookFault[] {
  return values.flatMap((value, at) => (value !== null && values.indexOf(value) !== at ? [{ path: [...path, at, name], message: `“${value}” is used twice` }] : []));
}
