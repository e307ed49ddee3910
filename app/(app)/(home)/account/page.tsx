import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EraseAccount } from "@/features/account/components/erase-account";
import { OwnNameForm } from "@/features/account/components/own-name-form";
import { PasswordForm } from "@/features/account/components/password-form";
import { SessionList } from "@/features/account/components/session-list";
import { TokenList } from "@/features/account/components/token-list";
import { accountPage } from "@/features/account/loaders";
import { switchableProjects } from "@/features/projects/loaders";
import { PageHeader } from "@/ui/page-header";
import { PagePart } from "@/ui/page-part";
import { signedIn } from "@/web/page";
import { ClientMessages } from "../../client-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  const { db, actor, now } = await signedIn();
  const [{ account, tokens, sessions }, projects, t] = await Promise.all([accountPage(db, actor, now), switchableProjects(db, actor.account.id), getTranslations("account")]);
  return (
    <ClientMessages of={["account"]}>
      <PageHeader title={account.name}>{account.email}{account.admin && `. ${t("adminNote")}`}</PageHeader>
      <div className="grid gap-10 pt-2 pb-16">
        <PagePart id="name" title={t("yourName")} intro={t("yourNameIntro")}><OwnNameForm name={account.name} /></PagePart>
        <PagePart id="tokens" title={t("tokens")} intro={t("tokensIntro")}><TokenList tokens={tokens} projects={projects} /></PagePart>
        <PagePart id="sessions" title={t("sessions")} intro={t("sessionsIntro")}><SessionList sessions={sessions} /></PagePart>
        <PagePart id="password" title={t("changePassword")}><PasswordForm /></PagePart>
        <PagePart id="erase" title={t("eraseHead")} intro={t("eraseIntro")}><EraseAccount email={account.email} /></PagePart>
      </div>
    </ClientMessages>
  );
}
