"use client";
import { ChevronDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTransition } from "react";
import { Menu, MenuChoices } from "@/ui/menu";
import { joinList } from "../comma-list";

export interface FilterChoice {
  /** Name of the query parameter. */
  readonly param: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly multiple?: boolean;
  /** Nothing chosen is everything. */
  readonly optional?: boolean;
}

/** What is looked at, as chips that open; the choice stands in the address. */
export function FilterBar({ choices, name, n, children }: { readonly choices: readonly FilterChoice[]; readonly name: string; readonly n?: string; readonly children?: ReactNode }) {
  const t = useTranslations("emergence");
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams();
  const [pending, start] = useTransition();
  const choose = (param: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === "") next.delete(param);
    else next.set(param, value);
    start(() => router.replace(`${path}?${next}`, { scroll: false }));
  };
  return (
    <div role="group" aria-label={name} aria-busy={pending} className="my-2 flex flex-wrap items-center gap-1.5 text-s print:hidden">
      {choices.map(({ param, name, options, chosen, multiple, optional }) => (
        <Menu key={param} tone="quiet" trigger={<><span className="text-ink-2">{name}</span><span className="max-w-56 truncate font-[550]">{optional && chosen.length === 0 ? t("filter.all") : multiple ? t("someOf", { count: chosen.length, all: options.length }) : options.find(({ value }) => value === chosen[0])?.name ?? "–"}</span><ChevronDown aria-hidden size={12} className="text-ink-3" /></>}>
          <MenuChoices title={name} options={options} chosen={chosen} multiple={multiple ?? false} optional={optional ?? false} onChange={(next) => choose(param, multiple ? joinList(next) : next[0] ?? "")} />
        </Menu>
      ))}
      {children}
      {(pending || n !== undefined) && <span className="ml-auto text-ink-2 tabular-nums">{pending ? <span className="late">{t("computing")}</span> : n}</span>}
    </div>
  );
}
