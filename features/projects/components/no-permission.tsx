import { Lock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import type { Role } from "@/core/access/role";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";

/** Instead of a page that the reader's role does not reach: says which role does, and who can change it. */
export async function NoPermission({ slug, held, needed }: { readonly slug: string; readonly held: Role; readonly needed: Role }) {
  const t = await getTranslations("shell");
  return (
    <EmptyState icon={<Lock size={24} />} title={t("noPermissionTitle")} action={<Link href={`/projects/${slug}/traces`} className={buttonLook("quiet")}>{t("toTraces")}</Link>}>
      {t("noPermissionText", { held: t(`role.${held}`), needed: t(`role.${needed}`) })}
    </EmptyState>
  );
}
