import { useTranslations } from "next-intl";
import { TextLink } from "@/ui/text-link";
import type { AgreementView } from "../loaders";
import type { AgreementAnswer } from "../schema";

const SHOWN = 25;

/** The places where two annotators differ most, each a click away from both layers side by side. */
export function LargestList({ slug, answer, view }: { readonly slug: string; readonly answer: AgreementAnswer; readonly view: AgreementView }) {
  const t = useTranslations("agreement");
  const shown = answer.disagreements.slice(0, SHOWN);
  if (shown.length === 0) return null;
  const said = ({ annotator, label }: AgreementAnswer["disagreements"][number]["first"]) => {
    const look = view.labels.find(({ key }) => key === label);
    return <><span className="font-mono text-s">{annotator}</span> {label === null ? <span className="text-ink-2">{t("none")}</span> : <span className={`c-${look?.colour ?? "candidate"}`}><b className="mr-1 text-xs text-label">{look?.tag}</b>{look?.name ?? label}</span>}</>;
  };
  const head = "pr-6 pb-1 font-medium";
  return (
    <section>
      <h2 className="mt-10 mb-1 font-serif text-xl">{t("largest")}</h2>
      <p className="mb-3 text-s text-ink-2">{t("largestSays", { shown: shown.length, n: answer.disagreements.length })}</p>
      <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={t("largest")}>
        <table className="text-m tabular-nums">
          <thead><tr className="border-b border-line-strong text-left text-s text-ink-2"><th className={head}>{t("trace")}</th><th className={head}>{t("kindHead")}</th><th className={head}>{t("oneSays")}</th><th className={head}>{t("otherSays")}</th><th className={`${head} text-right`}>{t("size")}</th></tr></thead>
          <tbody>
            {shown.map(({ trace, field, start, kind, first, second, size }) => (
              <tr key={`${trace} ${field} ${start} ${first.annotator} ${second.annotator} ${first.label} ${second.label}`} className="border-b border-line">
                <td className="py-1 pr-6"><TextLink href={`/projects/${slug}/adjudication/${encodeURIComponent(trace)}?pass=${view.query.pass}`}>{view.names.get(trace) ?? trace}</TextLink></td>
                <td className="pr-6">{t(`kinds.${kind}`)}</td><td className="pr-6 whitespace-nowrap">{said(first)}</td><td className="pr-6 whitespace-nowrap">{said(second)}</td><td className="pr-6 text-right">{size}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
