import { classNames } from "./class-names";

export interface LabelLook {
  readonly name: string;
  /** Two letters. */
  readonly tag: string;
  /** Colour token of the codebook: branching, backtracking, … extra-2. */
  readonly colour: string;
  /** Line pattern of the codebook: dashes, double, solid, wave, dots, dash-dot, long-dashes, thick. */
  readonly pattern: string;
}

/** A label's name wearing its underline after its tag: hue, pattern and letters together, so that colour is never the only sign. */
export function LabelMark({ name, tag, colour, pattern, tagOnly = false }: LabelLook & { readonly tagOnly?: boolean }) {
  return (
    <span className={classNames("worn mt-1 inline-block leading-4 whitespace-nowrap", `c-${colour} u-${pattern}`)} title={tagOnly ? name : undefined}>
      <b className={classNames("text-xs font-bold text-label", !tagOnly && "mr-1")} aria-hidden={!tagOnly || undefined}>{tag}</b>
      {tagOnly ? <span className="sr-only">{name}</span> : name}
    </span>
  );
}
