import { useTranslations } from "next-intl";
import type { Codebook, RelationType } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { LabelMark } from "@/ui/label-mark";

/** Typed links between spans: from which labels, to what, how often. */
export function RelationTable({ codebook, locale }: { readonly codebook: Codebook; readonly locale: string }) {
  const t = useTranslations("codebook");
  return (
    <section aria-labelledby="relations">
      <h2 id="relations" className="mb-2 font-serif text-xl">{t("relations", { count: codebook.relations.length })}</h2>
      <div className="overflow-x-auto">
        <table className="w-full min-w-lg text-s">
          <thead><tr className="border-b border-line-strong text-left text-ink-2">{(["from", "relation", "to", "howOften"] as const).map((head) => <th key={head} scope="col" className="py-1.5 pr-4 font-[550]">{t(head)}</th>)}</tr></thead>
          <tbody>
            {codebook.relations.map((relation) => (
              <tr key={relation.key} className="border-b border-line align-top">
                <td className="py-2 pr-4"><Marks keys={relation.from} codebook={codebook} locale={locale} /></td>
                <td className="py-2 pr-4 font-[550] whitespace-nowrap">{inLanguage(relation.name, locale)}{relation.pass === "truth" && <span className="block text-xs font-normal text-ink-2">{t("pass.truth")}</span>}</td>
                <td className="py-2 pr-4"><Marks keys={relation.to} codebook={codebook} locale={locale} />{relation.anchor && <span className="block text-ink-2">{t("orAnchor")}</span>}{relation.prompt && <span className="block text-ink-2">{t("orPrompt")}</span>}</td>
                <td className="py-2 whitespace-nowrap">{count(relation, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const count = ({ min, max }: RelationType, t: (key: string, values?: Record<string, number>) => string): string =>
  max === null ? t("atLeast", { min }) : min === max ? t("exactly", { min }) : t("between", { min, max });

function Marks({ keys, codebook, locale }: { readonly keys: readonly string[]; readonly codebook: Codebook; readonly locale: string }) {
  const t = useTranslations("codebook");
  if (keys.includes("*")) return <>{t("anyLabel")}</>;
  const labels = codebook.labels.filter((label) => keys.includes(label.key));
  return <span className="flex flex-wrap gap-x-3 gap-y-1">{labels.map((label) => <LabelMark key={label.key} name={inLanguage(label.name, locale)} tag={label.tag} colour={label.colour} pattern={label.pattern} />)}</span>;
}
