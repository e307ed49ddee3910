import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { Activity } from "react";
import { signIn } from "@/features/account/actions";
import { NotHeld } from "@/features/workbench/components/not-held";
import { Workbench } from "@/features/workbench/components/workbench";
import { workbenchOpening } from "@/features/workbench/loaders";
import { preloadFonts } from "@/ui/preload-fonts";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

interface Props {
  readonly params: Promise<{ slug: string; traceId: string }>;
  readonly searchParams: Promise<{ assignment?: string; pass?: string; layer?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workbench");
  return { title: t("pageTitle") };
}

/** The workbench: one trace, the reader's annotation of it, or a layer to read. */
export default async function TracePage({ params, searchParams }: Props) {
  const [{ slug, traceId }, { assignment, pass, layer }] = await Promise.all([params, searchParams]);
  const { db, actor, project, now } = await pageScope(slug, "viewer");
  const opening = await workbenchOpening(db, { project, accountId: actor.account.id, membership: actor.membership, now }, {
    traceId, ...(assignment ? { assignment } : {}), ...(pass === "behaviour" || pass === "truth" ? { pass } : {}), ...(layer ? { layer } : {}),
  });
  if (!opening && assignment) return <NotHeld slug={slug} />;
  if (!opening) notFound();
  preloadFonts();
  // An activity of its own: what frames the page (the router's history, announcements) is taken over in a task of its own before it.
  return <ClientMessages of={["workbench"]}><Activity><Workbench key={`${opening.trace.id} ${opening.assignment?.id ?? ""} ${layer ?? ""}`} opening={opening} signIn={signIn} /></Activity></ClientMessages>;
}
