/** The switchback: a trail that turns back on itself to get up. */
export function BrandMark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="var(--accent)" strokeWidth="2.2" strokeLinecap="round" strokeLinejoin="round">
      <path d="M4 20h13a3 3 0 0 0 0-6H8a3 3 0 0 1 0-6h10M15 4.5 18.5 8 15 11.5" />
    </svg>
  );
}
