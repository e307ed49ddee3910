/** Drawn signs of the behaviours, one set for inspector, map and chips; a label without one of its own wears its tag. */
export const LABEL_PATHS: Readonly<Record<string, string>> = {
  branching: "M12 22v-9M12 13 4.5 4M12 13l7.5-9",
  backtracking: "M9 14 4 9l5-5M4 9h10a5.5 5.5 0 0 1 0 11h-4",
  verification: "m4 12.5 5.5 5.5L20 6.5",
  error: "M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.1",
  correction: "m4 20 1.2-4.8L16.5 4 20 7.5 8.8 18.8zM13.5 7l3.5 3.5",
  candidate_answer: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 9.4a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2",
};

export function LabelIcon({ label, tag, size = 15 }: { readonly label: string; readonly tag: string; readonly size?: number }) {
  const path = LABEL_PATHS[label];
  if (!path) return <b aria-hidden className="wb-tag">{tag}</b>;
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" strokeLinejoin="round" className="shrink-0">
      <path d={path} />
    </svg>
  );
}
