import { useTranslations } from "next-intl";

/** A layer in words: whose work it is. */
export function LayerName({ layer }: { readonly layer: string }) {
  const t = useTranslations("releases");
  const [kind, ...rest] = layer.split(":");
  const of = rest.join(":");
  if (layer === "all" || layer === "gold" || layer === "dawid-skene") return <>{t(`layer.${layer}`)}</>;
  if (kind === "annotator" || kind === "imported" || kind === "detector") return <>{t(`layer.${kind}`, { of })}</>;
  return <>{layer}</>;
}
