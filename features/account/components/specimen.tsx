import { getTranslations } from "next-intl/server";
import { classNames } from "@/ui/class-names";

/** Pieces of the sample text, in order, with the label that each wears. */
const PIECES = [
  ["start", null], ["candidate", "candidate dash-dot"], ["verification", "verification solid"], ["backtracking", "backtracking double"], ["correction", "correction dots"], ["branching", "branching dashes"], ["end", null],
] as const;

/** A few labelled lines of reasoning, as annotators see them: a picture, not read aloud. */
export async function Specimen() {
  const t = await getTranslations("account.specimen");
  return (
    <aside aria-hidden className="hidden items-center justify-center border-l border-line bg-paper px-16 lg:flex">
      <p className="max-w-[34ch] font-serif text-[22px] leading-[44px] text-ink-2 select-none">
        {PIECES.map(([piece, look]) => {
          const [colour, pattern] = look?.split(" ") ?? [];
          if (!colour || !pattern) return <span key={piece}>{t(piece)} </span>;
          return (
            <span key={piece}>
              <span className="relative"><b className={classNames("absolute top-8 left-0 z-1 bg-paper pr-0.75 font-sans text-[9.5px] leading-[10px] font-bold text-label", `c-${colour}`)}>{t(`tag.${piece}`)}</b></span>
              <span className={classNames("track text-ink", `c1-${colour}`, `u1-${pattern}`)}>{t(piece)}</span>{" "}
            </span>
          );
        })}
      </p>
    </aside>
  );
}
