import type { TraceFacets } from "@/data/trace-facets";
import type { FilterChoice } from "./components/filter-bar";
import type { EmergenceView } from "./loaders";
import type { Words } from "./words";

/** What the traces of the model can be narrowed to: only what there is more than one of. */
export function filterChoices({ measured: { model, filter }, facets, seeds }: Pick<EmergenceView, "measured" | "facets" | "seeds">, t: Words): FilterChoice[] {
  const all = { value: "", name: t("filter.all") };
  const several = (param: string, name: string, values: readonly string[], chosen: readonly string[] | undefined): FilterChoice[] =>
    values.length < 2 && chosen === undefined ? [] : [{ param, name, multiple: true, optional: true, chosen: chosen ?? [], options: [...new Set([...values, ...(chosen ?? [])])].map((value) => ({ value, name: value })) }];
  const yesOrNo = (param: string, name: string, chosen: boolean | undefined, yes: string, no: string): FilterChoice => ({ param, name, chosen: [chosen === undefined ? "" : String(chosen)], options: [all, { value: "true", name: yes }, { value: "false", name: no }] });
  const values = (list: TraceFacets["languages"]) => list.map(({ value }) => value);
  return [
    ...several("checkpoints", t("filter.checkpoints"), [...new Set(facets.checkpoints.filter((each) => each.model === (model ?? "")).map(({ value }) => value))], filter.checkpoints),
    ...several("seeds", t("filter.seeds"), seeds.map(String), filter.seeds?.map(String)),
    ...(facets.correct.length > 0 || filter.correct !== undefined ? [yesOrNo("correct", t("filter.correct"), filter.correct, t("only.right"), t("only.wrong"))] : []),
    yesOrNo("truncated", t("filter.truncated"), filter.truncated, t("only.truncated"), t("only.whole")),
    ...several("language", t("filter.language"), values(facets.languages), filter.languages),
    ...several("dataset", t("filter.dataset"), values(facets.datasets), filter.datasets),
  ];
}
