import { ListOrdered } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RANKED } from "@/core/ranking/tiers";
import { RankingBench } from "@/features/ranking/components/ranking-bench";
import { comparisonOf } from "@/features/ranking/loaders";
import { buttonLook } from "@/ui/button-look";
import { EmptyState } from "@/ui/empty-state";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../../client-messages";

interface Props {
  readonly params: Promise<{ slug: string; traceId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ranking"))("pageTitle") };
}

/** The traces of one prompt side by side, to be put into an order. */
export default async function RankingPage({ params }: Props) {
  const { slug, traceId } = await params;
  const { db, actor, project } = await pageScope(slug, "annotator");
  const comparison = await comparisonOf(db, project.id, actor.membership, traceId);
  if (!comparison) notFound();
  const { promptSha256, prompt, traces, total, questions, ratings, held } = comparison;
  if (traces.length < RANKED.least) {
    const t = await getTranslations("ranking");
    return <main className="grid min-h-dvh place-items-center p-6"><EmptyState icon={<ListOrdered size={26} />} title={t("aloneTitle")} action={<Link href={`/projects/${slug}/traces/${traceId}`} className={buttonLook("quiet")}>{t("back")}</Link>}>{t("alone")}</EmptyState></main>;
  }
  return (
    <ClientMessages of={["ranking"]}>
      <main><RankingBench view={{ slug, trace: traceId, draftKey: [actor.account.id, slug, promptSha256].join("/"), prompt, traces, total, questions, ratings, revision: held?.revision ?? 0, tiers: held?.tiers ?? [], reason: held?.reason ?? "" }} /></main>
    </ClientMessages>
  );
}
