import { ChevronDown } from "lucide-react";
import { type SelectHTMLAttributes, useId } from "react";
import { classNames } from "./class-names";
import { controlLook, describedBy, FieldFrame, type FieldWords } from "./field-frame";

export interface SelectOption {
  readonly value: string;
  readonly name: string;
  readonly disabled?: boolean;
}

/** One of a few named values: the platform's own control, so that it works with every keyboard and reader. */
export function Select({ label, hint, error, hideLabel, options, className, ...rest }: FieldWords & { readonly options: readonly SelectOption[] } & SelectHTMLAttributes<HTMLSelectElement>) {
  const made = useId();
  const id = rest.id ?? made;
  const words = { label, hint, error, hideLabel };
  return (
    <FieldFrame id={id} {...words}>
      <span className="relative block">
        <select {...rest} {...describedBy(id, words)} id={id} className={classNames(controlLook, "h-8 appearance-none py-0 pr-7 pl-2.5", className)}>
          {options.map((option) => <option key={option.value} value={option.value} disabled={option.disabled}>{option.name}</option>)}
        </select>
        <ChevronDown aria-hidden size={14} className="pointer-events-none absolute top-2.25 right-2 text-ink-3" />
      </span>
    </FieldFrame>
  );
}
