import { useTranslations } from "next-intl";
import type { LabelLook } from "../loaders";

/** A label as its tag and name; null: any label. */
export function LabelName({ label, labels }: { readonly label: string | null; readonly labels: readonly LabelLook[] }) {
  const t = useTranslations("agreement");
  const look = labels.find(({ key }) => key === label);
  if (!look) return <>{label ?? t("anyLabel")}</>;
  return <span className={`c-${look.colour}`}><b className="mr-2 text-xs text-label">{look.tag}</b>{look.name}</span>;
}
