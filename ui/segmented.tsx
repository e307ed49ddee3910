"use client";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names";

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly name: ReactNode;
}

/** One of a few values, all in sight: radio buttons in a row, arrows move between them. */
export function Segmented<Value extends string>({ label, hideLabel = false, name, options, value, onChange, size = "m" }: {
  readonly label: string; readonly hideLabel?: boolean; readonly name?: string; readonly options: readonly SegmentedOption<Value>[];
  readonly value: Value | null; readonly onChange: (value: Value) => void; readonly size?: "s" | "m";
}) {
  const group = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className={hideLabel ? "sr-only" : "mb-1 text-s font-[550]"}>{label}</legend>
      <div className="inline-flex w-fit overflow-hidden rounded-m border border-line-strong bg-paper">
        {options.map((option) => (
          <label key={option.value} className={classNames("relative inline-flex items-center gap-1.5 px-2.5 text-ink-2 has-checked:bg-accent-soft has-checked:text-ink has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-focus first:rounded-l-m last:rounded-r-m", size === "s" ? "h-6 text-s" : "h-7.5 text-m")}>
            <input type="radio" name={name ?? group} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className="absolute inset-0 cursor-pointer opacity-0" />
            {option.name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
