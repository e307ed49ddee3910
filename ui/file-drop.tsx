"use client";
import { Upload } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { buttonLook } from "./button-look";
import { classNames } from "./class-names";

/** A place to drop files on; the button inside opens the file picker, for keyboards and for those who prefer it. */
export function FileDrop({ label, hint, choose, accept, onFiles, disabled = false }: {
  readonly label: string; readonly hint?: ReactNode; readonly choose: string; readonly accept?: string; readonly onFiles: (files: readonly File[]) => void; readonly disabled?: boolean;
}) {
  const id = useId();
  const [over, setOver] = useState(false);
  const depth = useRef(0);
  const take = (list: FileList | null) => { if (list && list.length > 0 && !disabled) onFiles([...list]); };
  const input = useRef<HTMLInputElement>(null);
  const takeChosen = () => { const node = input.current; if (node?.files?.length) { take(node.files); node.value = ""; } };
  const chosenEarly = useEffectEvent(takeChosen);
  useEffect(() => chosenEarly(), []); // files chosen before React listened
  return (
    <div data-over={over || undefined}
      className={classNames("grid justify-items-center gap-2 rounded-m border border-dashed border-field-line bg-paper px-6 py-9 text-center transition-colors data-over:border-solid data-over:border-accent data-over:bg-accent-soft", disabled && "opacity-60")}
      onDragEnter={(event) => { event.preventDefault(); depth.current += 1; setOver(true); }}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={() => { depth.current -= 1; if (depth.current <= 0) { depth.current = 0; setOver(false); } }}
      onDrop={(event) => { event.preventDefault(); depth.current = 0; setOver(false); take(event.dataTransfer.files); }}>
      <Upload aria-hidden size={22} className="text-ink-3" />
      <p className="text-l">{label}</p>
      {hint && <p className="max-w-[60ch] text-s text-ink-2">{hint}</p>}
      <label htmlFor={id} className={classNames(buttonLook("quiet"), "mt-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus")}>
        {choose}
        <input ref={input} id={id} type="file" multiple accept={accept} disabled={disabled} className="sr-only" onChange={takeChosen} />
      </label>
    </div>
  );
}
