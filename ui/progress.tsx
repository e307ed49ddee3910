/** How far something is. Without `max` only that it goes on. `text` says it in words, with its n. */
export function Progress({ label, value, max, text }: { readonly label: string; readonly value: number; readonly max: number | null; readonly text?: string }) {
  const share = max === null || max === 0 ? null : Math.min(1, value / max);
  return (
    <div className="grid gap-1.5">
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={max ?? undefined} aria-valuenow={share === null ? undefined : value} aria-valuetext={text} className="h-1 overflow-hidden rounded-full bg-line">
        <div className={share === null ? "h-full w-1/3 bg-accent motion-safe:animate-pulse" : "h-full bg-accent transition-[width]"} style={share === null ? undefined : { width: `${share * 100}%` }} />
      </div>
      {text && <p className="text-s text-ink-2">{text}</p>}
    </div>
  );
}
