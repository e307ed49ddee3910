"use client";
import { ChevronDown, Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useTransition } from "react";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { IconButton } from "@/ui/icon-button";
import { Popover } from "@/ui/popover";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";

export interface FilterValue {
  readonly value: string;
  readonly name: string;
  /** Traces that have it; null where nobody counts. */
  readonly count: number | null;
}

export interface FilterFacet {
  /** Name of the query parameter, as the HTTP API has it. */
  readonly param: string;
  readonly name: string;
  readonly values: readonly FilterValue[];
  /** Only one value at a time. */
  readonly single?: boolean;
}

/** Search and filters above the traces. All of it lives in the address, so a view can be kept and sent. */
export function TraceFilters({ facets, withLength, keep = [] }: {
  readonly facets: readonly FilterFacet[]; readonly withLength: boolean;
  /** Parameters of the address that are no filters of ours: clearing leaves them. */
  readonly keep?: readonly string[];
}) {
  const t = useTranslations("traces");
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, start] = useTransition();
  const go = (change: (params: URLSearchParams) => void) => {
    const next = new URLSearchParams(search);
    change(next);
    next.delete("cursor");
    start(() => router.replace(next.size === 0 ? path : `${path}?${next}`, { scroll: false }));
  };
  const set = (param: string, values: readonly string[]) => go((params) => { params.delete(param); for (const value of values) if (value !== "") params.append(param, value); });
  const active = [...search.keys()].some((key) => key !== "cursor" && !keep.includes(key));
  const find = (event: FormEvent<HTMLFormElement>) => { event.preventDefault(); set("q", [String(new FormData(event.currentTarget).get("q") ?? "")]); };

  return (
    <div role="search" aria-busy={pending} className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
      <form onSubmit={find} className="relative mr-1" key={search.get("q")}>
        <Search aria-hidden size={14} className="pointer-events-none absolute top-1.75 left-2 text-ink-3" />
        <input type="search" name="q" aria-label={t("search")} placeholder={t("search")} defaultValue={search.get("q") ?? ""} className="h-7 w-60 rounded-m border border-field-line bg-paper pr-2 pl-7 text-s" />
      </form>
      {facets.filter((facet) => facet.values.length > 0).map((facet) => <FacetFilter key={facet.param} facet={facet} chosen={search.getAll(facet.param)} onChange={(values) => set(facet.param, values)} />)}
      {withLength && <LengthFilter min={search.get("minLength") ?? ""} max={search.get("maxLength") ?? ""} onChange={(min, max) => go((params) => { for (const [key, value] of [["minLength", min], ["maxLength", max]] as const) if (value === "") params.delete(key); else params.set(key, value); })} />}
      {active && <Button tone="plain" size="s" icon={<X aria-hidden size={12} />} onClick={() => go((params) => { for (const key of [...params.keys()]) if (!keep.includes(key)) params.delete(key); })}>{t("clear")}</Button>}
    </div>
  );
}

const triggerLook = "h-7! px-2! text-s! gap-1!";

function FacetFilter({ facet, chosen, onChange }: { readonly facet: FilterFacet; readonly chosen: readonly string[]; readonly onChange: (values: readonly string[]) => void }) {
  const t = useTranslations("traces");
  const format = useFormatter();
  const names = chosen.map((value) => facet.values.find((one) => one.value === value)?.name ?? value);
  const toggle = (value: string, on: boolean) => onChange(facet.single ? (on ? [value] : []) : on ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <Popover label={facet.name} triggerClassName={chosen.length > 0 ? `${triggerLook} border-accent! bg-accent-soft!` : triggerLook}
      trigger={<><span className="text-ink-2">{facet.name}</span>{names.length > 0 && <span className="max-w-32 truncate font-[550]">{names.length > 2 ? t("nChosen", { count: names.length }) : names.join(", ")}</span>}<ChevronDown aria-hidden size={12} className="text-ink-3" /></>}>
      <fieldset className="grid max-h-72 gap-1.5 overflow-y-auto pr-2">
        <legend className="mb-2 text-s font-[550]">{facet.name}</legend>
        {facet.values.map((value) => (
          <Checkbox key={value.value} checked={chosen.includes(value.value)} onChange={(event) => toggle(value.value, event.currentTarget.checked)}
            label={<span className="flex justify-between gap-6"><span className="break-all">{value.name}</span>{value.count !== null && <span className="text-ink-2">{format.number(value.count)}</span>}</span>} />
        ))}
      </fieldset>
    </Popover>
  );
}

function LengthFilter({ min, max, onChange }: { readonly min: string; readonly max: string; readonly onChange: (min: string, max: string) => void }) {
  const t = useTranslations("traces");
  const said = min === "" && max === "" ? null : min === "" ? `≤ ${max}` : max === "" ? `≥ ${min}` : `${min}–${max}`;
  return (
    <Popover label={t("column.length")} triggerClassName={said ? `${triggerLook} border-accent! bg-accent-soft!` : triggerLook} trigger={<><span className="text-ink-2">{t("column.length")}</span>{said && <span className="font-[550]">{said}</span>}<ChevronDown aria-hidden size={12} className="text-ink-3" /></>}>
      {(close) => (
        <form className="grid w-52 gap-3" onSubmit={(event) => { event.preventDefault(); const form = new FormData(event.currentTarget); onChange(String(form.get("min")), String(form.get("max"))); close(); }}>
          <TextField label={t("atLeastCharacters")} name="min" type="number" min={0} step={1} defaultValue={min} />
          <TextField label={t("atMostCharacters")} name="max" type="number" min={0} step={1} defaultValue={max} />
          <div className="flex justify-between"><IconButton label={t("clearLength")} icon={<X size={14} />} onClick={() => { onChange("", ""); close(); }} /><SubmitButton tone="primary">{t("apply")}</SubmitButton></div>
        </form>
      )}
    </Popover>
  );
}
