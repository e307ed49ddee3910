import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { BrandMark } from "@/ui/brand-mark";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("shell");
  return (
    <main id="main" className="pt-16">
      <EmptyState icon={<BrandMark size={32} />} title={t("notFoundTitle")} action={<Link href="/projects" className={buttonLook("primary")}>{t("toProjects")}</Link>}>{t("notFoundText")}</EmptyState>
    </main>
  );
}
