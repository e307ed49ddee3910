import { type InputHTMLAttributes, type ReactNode, useId } from "react";

/** A box to tick, with its words beside it. */
export function Checkbox({ label, hint, ...rest }: { readonly label: ReactNode; readonly hint?: ReactNode } & Omit<InputHTMLAttributes<HTMLInputElement>, "type">) {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <div className="grid grid-cols-[16px_minmax(0,1fr)] items-start gap-x-2">
      <input {...rest} id={id} type="checkbox" aria-describedby={hint ? `${id}-hint` : undefined} className="mt-0.5 size-4 accent-accent" />
      <label htmlFor={id}>{label}</label>
      {hint && <p id={`${id}-hint`} className="col-start-2 text-s text-ink-2">{hint}</p>}
    </div>
  );
}
