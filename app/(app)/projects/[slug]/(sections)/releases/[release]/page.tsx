import { Download } from "lucide-react";
import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isAtLeast } from "@/core/access/role";
import { NoPermission } from "@/features/projects/components/no-permission";
import { LayerName } from "@/features/releases/components/layer-name";
import { ReleaseFiles } from "@/features/releases/components/release-files";
import { ReleaseProgress } from "@/features/releases/components/release-progress";
import { releaseView } from "@/features/releases/loaders";
import { Banner } from "@/ui/banner";
import { Breadcrumbs } from "@/ui/breadcrumbs";
import { buttonLook } from "@/ui/button-look";
import { byteSize } from "@/ui/byte-size";
import { PageHeader } from "@/ui/page-header";
import { environment } from "@/web/env";
import { pageScope } from "@/web/page";
import { publicOrigin } from "@/web/public-origin";
import { ClientMessages } from "../../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("releases"))("title") };
}

export default async function ReleasePage({ params }: { readonly params: Promise<{ slug: string; release: string }> }) {
  const { slug, release: id } = await params;
  const { db, actor, project } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "researcher")) return <NoPermission slug={slug} held={actor.membership.role} needed="researcher" />;
  const [view, t, shell, format, head] = await Promise.all([releaseView(db, project.id, id), getTranslations("releases"), getTranslations("shell"), getFormatter(), headers()]);
  if (!view) notFound();
  const sizes = Object.fromEntries(view.files.map(({ path, size }) => [path, byteSize(size)]));
  return (
    <ClientMessages of={["releases"]}>
      <Breadcrumbs label={shell("where")} crumbs={[{ name: t("title"), href: `/projects/${slug}/releases` }, { name: view.name }]} />
      <PageHeader title={view.name} actions={view.state === "frozen" && <a href={`/api/v1/projects/${slug}/releases/${id}/archive`} download className={buttonLook("primary")}><Download aria-hidden size={14} />{t("downloadAll")}</a>}>
        <LayerName layer={view.layer} />{view.frozenAt && ` · ${t("state.frozen")} ${format.dateTime(view.frozenAt, { dateStyle: "medium", timeStyle: "short" })} UTC`}
        {view.traces !== null && ` · ${t("traces")}: ${format.number(view.traces)} · ${t("spans")}: ${format.number(view.spans ?? 0)}`}
      </PageHeader>
      <div className="pb-16">
        {view.state === "building" && <ReleaseProgress slug={slug} id={id} />}
        {view.state === "failed" && <Banner tone="bad" title={t("failed")}><p>{view.error}</p><p>{t("failedText")}</p></Banner>}
        {view.state === "cancelled" && <Banner tone="warn" title={t("cancelled")}>{t("cancelledText")}</Banner>}
        {view.state === "frozen" && <ReleaseFiles slug={slug} id={id} files={view.files} sizes={sizes} origin={publicOrigin(head, environment())} />}
      </div>
    </ClientMessages>
  );
}
