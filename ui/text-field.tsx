import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";
import { classNames } from "./class-names";
import { controlLook, describedBy, FieldFrame, type FieldWords } from "./field-frame";

/** One line of text with its label. */
export function TextField({ label, hint, error, hideLabel, className, ...rest }: FieldWords & InputHTMLAttributes<HTMLInputElement>) {
  const made = useId();
  const id = rest.id ?? made;
  const words = { label, hint, error, hideLabel };
  return <FieldFrame id={id} {...words}><input {...rest} {...describedBy(id, words)} id={id} className={classNames(controlLook, "h-8 px-2.5", className)} /></FieldFrame>;
}

/** Several lines of text with their label. */
export function TextArea({ label, hint, error, hideLabel, className, rows = 4, ...rest }: FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const made = useId();
  const id = rest.id ?? made;
  const words = { label, hint, error, hideLabel };
  return <FieldFrame id={id} {...words}><textarea {...rest} {...describedBy(id, words)} id={id} rows={rows} className={classNames(controlLook, "px-2.5 py-1.5", className)} /></FieldFrame>;
}
