import { useTranslations } from "next-intl";
import type { Attribute, Label } from "@/core/codebook/codebook";
import { inLanguage } from "@/core/codebook/localized";
import { Badge } from "@/ui/badge";
import { Kbd } from "@/ui/kbd";
import { LabelMark } from "@/ui/label-mark";

/** One label: its mark and digit, what it means, examples, and the closed questions about a span of it. */
export function LabelEntry({ label, locale }: { readonly label: Label; readonly locale: string }) {
  const t = useTranslations("codebook");
  return (
    <article id={`label-${label.key}`} className="grid gap-2 border-t border-line py-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <h3 className="flex items-start gap-2">
        {label.hotkey !== null && <Kbd>{label.hotkey}</Kbd>}
        <span className="-mt-1 text-l font-medium"><LabelMark name={inLanguage(label.name, locale)} tag={label.tag} colour={label.colour} pattern={label.pattern} /></span>
      </h3>
      <div className="grid min-w-0 gap-2.5">
        <p className="font-serif text-l text-pretty">{inLanguage(label.definition, locale)} {label.pass === "truth" && <Badge>{t("pass.truth")}</Badge>}</p>
        {label.examples.length > 0 && <ul className="grid gap-1 border-l-2 border-line-strong pl-3 font-serif text-l text-ink-2 italic">{label.examples.map((example) => <li key={example.en}>{inLanguage(example, locale)}</li>)}</ul>}
        {label.attributes.length > 0 && <dl className="grid gap-1.5">{label.attributes.map((attribute) => <AttributeLine key={attribute.key} attribute={attribute} label={label} locale={locale} />)}</dl>}
      </div>
    </article>
  );
}

function AttributeLine({ attribute, label, locale }: { readonly attribute: Attribute; readonly label: Label; readonly locale: string }) {
  const t = useTranslations("codebook");
  const other = attribute.when && label.attributes.find((one) => one.key === attribute.when?.attribute);
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 text-s">
      <dt className="text-ink-2">
        {inLanguage(attribute.name, locale)}
        {attribute.required && <span className="block text-xs text-warn">{t("required")}</span>}
        {attribute.pass === "truth" && <span className="block text-xs">{t("pass.truth")}</span>}
      </dt>
      <dd className="min-w-0">
        {attribute.values.map((value) => inLanguage(value.name, locale)).join(" · ")}
        {attribute.when && other && <span className="block text-ink-2">{t("onlyWhen", { attribute: inLanguage(other.name, locale), values: attribute.when.in.map((value) => inLanguage(other.values.find((one) => one.value === value)?.name ?? { en: value }, locale)).join(", ") })}</span>}
      </dd>
    </div>
  );
}
