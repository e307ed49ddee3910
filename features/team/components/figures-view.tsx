import { useFormatter, useTranslations } from "next-intl";
import type { FiguresAnswer } from "../schema";
import { DriftPlot } from "./drift-plot";

type Figures = FiguresAnswer["all"];

/** One person's figures: what they come to, and how they moved. */
export function FiguresView({ figures: { all, windows } }: { readonly figures: FiguresAnswer }) {
  const t = useTranslations("team");
  const format = useFormatter();
  const meeting = ({ f1, n }: Figures["known"]) => (f1 === null ? <span className="text-s text-ink-3 italic">{t(n === 0 ? "notCompared" : "nothingMarked")}</span> : <><b className="font-semibold">{format.number(f1, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}</b> <span className="text-xs text-ink-3">n {n}</span></>);
  const pace = ({ charactersPerMinute, minutes }: Figures) => (charactersPerMinute === null ? <span className="text-s text-ink-3 italic">{t("notTimed")}</span> : <><b className="font-semibold">{format.number(Math.round(charactersPerMinute))}</b> <span className="text-xs text-ink-3">{t("minutesN", { n: Math.round(minutes ?? 0) })}</span></>);
  const head = "pr-8 pb-1 text-right font-medium";
  return (
    <div className="grid gap-8 pb-16">
      <dl className="grid gap-x-10 gap-y-5 sm:grid-cols-2 lg:grid-cols-5">
        {([["traces", <b key="n" className="font-semibold">{all.items}</b>], ["pace", pace(all)], ["known", meeting(all.known)], ["result", meeting(all.gold)], ["others", meeting(all.others)]] as const).map(([name, value]) => (
          <div key={name}><dt className="text-s text-ink-2">{t(`figure.${name}`)}</dt><dd className="mt-0.5 text-xl tabular-nums">{value}</dd></div>
        ))}
      </dl>
      {windows.length === 0 ? <p className="text-s text-ink-2">{t("tooFewForDrift")}</p> : (
        <section>
          <h2 className="font-serif text-xl">{t("drift")}</h2>
          <p className="mt-1 mb-3 max-w-[80ch] text-s text-pretty text-ink-2">{driftSays(windows, t)}</p>
          <DriftPlot windows={windows} />
          <div className="relative mt-4 overflow-x-auto" tabIndex={0} role="region" aria-label={t("drift")}>
            <table className="text-m tabular-nums">
              <thead><tr className="border-b border-line-strong text-s text-ink-2"><th className="pr-8 pb-1 text-left font-medium">{t("until")}</th><th className={head}>{t("figure.traces")}</th><th className={head}>{t("figure.pace")}</th><th className={head}>{t("figure.result")}</th><th className={head}>{t("figure.others")}</th></tr></thead>
              <tbody>{windows.map((window) => <tr key={window.from} className="border-b border-line"><th scope="row" className="py-1 pr-8 text-left font-normal">{window.to === null ? "" : format.dateTime(new Date(window.to), { dateStyle: "medium" })}</th><td className="pr-8 text-right">{window.items}</td><td className="pr-8 text-right">{pace(window)}</td><td className="pr-8 text-right">{meeting(window.gold)}</td><td className="pr-8 text-right">{meeting(window.others)}</td></tr>)}</tbody>
            </table>
          </div>
        </section>
      )}
    </div>
  );
}

/** First against last window: a description, no test. */
function driftSays(windows: FiguresAnswer["windows"], t: ReturnType<typeof useTranslations<"team">>): string {
  const [first, last] = [windows[0]!, windows.at(-1)!];
  const by = first.gold.f1 !== null && last.gold.f1 !== null ? last.gold.f1 - first.gold.f1 : first.others.f1 !== null && last.others.f1 !== null ? last.others.f1 - first.others.f1 : null;
  return by === null ? t("driftUnknown") : t("driftFinding", { way: by > 0.05 ? "up" : by < -0.05 ? "down" : "same", by: Math.abs(by).toFixed(2).slice(Math.abs(by) < 1 ? 1 : 0) });
}
