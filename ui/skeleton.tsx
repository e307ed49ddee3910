import { classNames } from "./class-names";

/** The place of something that is on its way; shows after 200 ms. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={classNames("late block h-3.5 rounded-s bg-line motion-safe:animate-pulse", className)} />;
}

/** Rows of a table that is on its way. `widths` are Tailwind width classes, one a column. */
export function SkeletonRows({ rows = 8, widths }: { readonly rows?: number; readonly widths: readonly string[] }) {
  return (
    <div aria-hidden className="late">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-b border-line">
          {widths.map((width, column) => <Skeleton key={column} className={width} />)}
        </div>
      ))}
    </div>
  );
}
