import { getTranslations } from "next-intl/server";
import type { Metadata } from "next";
import { isAtLeast } from "@/core/access/role";
import { waitingFor } from "@/features/rounds/loaders";
import { QueueGate } from "@/features/workbench/components/queue-gate";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("workbench");
  return { title: t("queue") };
}

/** Opens the next trace of the reader's queue. Looking at a page changes nothing, so the claim is a request of its own. */
export default async function QueuePage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project } = await pageScope(slug, "annotator");
  const waiting = { ...(await waitingFor(db, project.id, actor.membership.id)), settles: isAtLeast(actor.membership.role, "adjudicator") };
  return <ClientMessages of={["workbench"]}><QueueGate slug={slug} project={project.name} waiting={waiting} /></ClientMessages>;
}
