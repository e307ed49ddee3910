import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Invite, InvitationList } from "@/features/team/components/invitation-list";
import { MemberTable } from "@/features/team/components/member-table";
import { teamView } from "@/features/team/loaders";
import { PageHeader } from "@/ui/page-header";
import { pageScope } from "@/web/page";
import { ClientMessages } from "../../../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("title") };
}

export default async function TeamPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { db, actor, project, now } = await pageScope(slug, "viewer");
  const [{ members, invitations }, t] = await Promise.all([teamView(db, project.id, actor.membership, now), getTranslations("team")]);
  const owner = actor.membership.role === "owner";
  return (
    <ClientMessages of={["team"]}>
      <PageHeader title={t("title")} actions={owner && <Invite slug={slug} />}>{t(owner ? "introOwner" : "intro")}</PageHeader>
      <div className="pb-16">
        <MemberTable slug={slug} members={members} mayChange={owner} />
        <InvitationList slug={slug} invitations={invitations} />
      </div>
    </ClientMessages>
  );
}
