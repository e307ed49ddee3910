import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { isAtLeast } from "@/core/access/role";
import { FlagList } from "@/features/flags/components/flag-list";
import { flagsFor } from "@/features/flags/loaders";
import { NoPermission } from "@/features/projects/components/no-permission";
import { ClaimsInHand } from "@/features/rounds/components/claims-in-hand";
import { OwnWorkTable } from "@/features/rounds/components/own-work-table";
import { ownWorkView } from "@/features/rounds/own-work";
import { buttonLook } from "@/ui/button-look";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rounds"))("own.title") };
}

/** What somebody labelled, with what was answered to their flags and how their qualification went. */
export default async function OwnWorkPage({ params, searchParams }: { readonly params: Promise<{ slug: string }>; readonly searchParams: Promise<{ cursor?: string }> }) {
  const [{ slug }, { cursor }, t, format] = await Promise.all([params, searchParams, getTranslations("rounds"), getFormatter()]);
  const { db, actor, project, now } = await pageScope(slug, "viewer");
  if (!isAtLeast(actor.membership.role, "annotator")) return <NoPermission slug={slug} held={actor.membership.role} needed="annotator" />;
  const [view, flags] = await Promise.all([ownWorkView(db, project.id, actor.membership, cursor, now), flagsFor(db, project.id, actor.membership, { own: true })]);
  const share = (value: number): string => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    <ClientMessages of={["rounds", "flags"]}>
      <PageHeader title={t("own.title")} actions={<Link href={`/projects/${slug}/team/${actor.membership.handle}`} className={buttonLook("quiet")}>{t("own.figures")}</Link>}>{t("own.intro")}</PageHeader>
      {view.qualifications.map(({ round, f1, passMark, passed }) => <p key={round} className="pb-3">{t(passed ? "own.qualified" : "own.notQualified", { round, score: f1 === null ? "–" : share(f1), mark: share(passMark) })}</p>)}
      <ClaimsInHand slug={slug} claims={view.claims} />
      {view.claims.length > 0 && view.lines.length > 0 && <h2 className="mb-2 font-serif text-xl">{t("own.labelled")}</h2>}
      <OwnWorkTable slug={slug} handle={actor.membership.handle} lines={view.lines} />
      {view.next && <div className="py-4"><Link className={buttonLook("quiet")} href={`/projects/${slug}/work?cursor=${encodeURIComponent(view.next)}`}>{t("own.more")}</Link></div>}
      {flags.length > 0 && <section className="pt-8 pb-16"><h2 className="mb-2 font-serif text-xl">{t("own.flags")}</h2><FlagList slug={slug} flags={flags} mayAnswer={false} /></section>}
    </ClientMessages>
  );
}
