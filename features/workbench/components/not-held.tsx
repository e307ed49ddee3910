import { useTranslations } from "next-intl";
import Link from "next/link";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";

/** Where an address names a claim that the reader does not hold: its time ran out and somebody else has it, or it went back. Says the same of one that never was. */
export function NotHeld({ slug }: { readonly slug: string }) {
  const t = useTranslations("workbench");
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <EmptyState title={t("notHeldTitle")} action={<><Link href={`/projects/${slug}/work`} className={buttonLook("primary")}>{t("myWork")}</Link><Link href={`/projects/${slug}/queue`} className={buttonLook("quiet")}>{t("notHeldNext")}</Link></>}>{t("notHeldHint")}</EmptyState>
    </main>
  );
}
