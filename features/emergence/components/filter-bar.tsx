"use client";
import { ChevronDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Menu, MenuChoices } from "@/ui/menu";

export interface FilterChoice {
  /** Name of the query parameter. */
  readonly param: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly multiple?: boolean;
}

/** What is looked at, as chips that open; the choice stands in the address. */
export function FilterBar({ choices, n }: { readonly choices: readonly FilterChoice[]; readonly n: string }) {
  const t = useTranslations("emergence");
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, start] = useTransition();
  const choose = (param: string, chosen: readonly string[]) => {
    const next = new URLSearchParams(search);
    next.set(param, chosen.join(","));
    start(() => router.replace(`${path}?${next}`, { scroll: false }));
  };
  return (
    <div role="group" aria-label={t("filters")} aria-busy={pending} className="my-3 flex flex-wrap items-center gap-1.5 text-s print:hidden">
      {choices.map(({ param, name, options, chosen, multiple }) => (
        <Menu key={param} tone="quiet" trigger={<><span className="text-ink-2">{name}</span><span className="max-w-56 truncate font-[550]">{multiple ? t("someOf", { count: chosen.length, all: options.length }) : options.find(({ value }) => value === chosen[0])?.name ?? "–"}</span><ChevronDown aria-hidden size={12} className="text-ink-3" /></>}>
          <MenuChoices title={name} options={options} chosen={chosen} multiple={multiple ?? false} onChange={(next) => choose(param, next)} />
        </Menu>
      ))}
      <span className="ml-auto text-ink-2 tabular-nums">{pending ? <span className="late">{t("computing")}</span> : n}</span>
    </div>
  );
}
