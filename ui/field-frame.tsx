import type { ReactNode } from "react";

/** What a field of a form has around its control: label above, hint and error below, tied to it by id. */
export interface FieldWords {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  /** The label is read aloud but not shown. */
  readonly hideLabel?: boolean;
}

export const hintId = (id: string): string => `${id}-hint`;
export const errorId = (id: string): string => `${id}-error`;

/** aria attributes that tie a control to its frame. */
export const describedBy = (id: string, words: FieldWords) => ({
  "aria-invalid": words.error ? true : undefined,
  "aria-describedby": [words.error && errorId(id), words.hint && hintId(id)].filter(Boolean).join(" ") || undefined,
});

export const controlLook = "w-full rounded-m border border-field-line bg-paper text-m text-ink placeholder:text-ink-3 disabled:opacity-60 aria-invalid:border-bad";

export function FieldFrame({ id, label, hint, error, hideLabel, children }: FieldWords & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-s font-[550] text-ink"}>{label}</label>
      {children}
      {error && <p id={errorId(id)} role="alert" className="text-s text-bad">{error}</p>}
      {hint && <p id={hintId(id)} className="text-s text-ink-2">{hint}</p>}
    </div>
  );
}
