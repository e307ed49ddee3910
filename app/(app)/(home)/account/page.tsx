import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { EraseAccount } from "@/features/account/components/erase-account";
import { PasswordForm } from "@/features/account/components/password-form";
import { SessionList } from "@/features/account/components/session-list";
import { TokenList } from "@/features/account/components/token-list";
import { accountPage } from "@/features/account/loaders";
import { switchableProjects } from "@/features/projects/loaders";
import { PageHeader } from "@/ui/page-header";
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
        <Part id="tokens" title={t("tokens")} intro={t("tokensIntro")}><TokenList tokens={tokens} projects={projects} /></Part>
        <Part id="sessions" title={t("sessions")} intro={t("sessionsIntro")}><SessionList sessions={sessions} /></Part>
        <Part id="password" title={t("changePassword")}><PasswordForm /></Part>
        <Part id="erase" title={t("eraseHead")} intro={t("eraseIntro")}><EraseAccount email={account.email} /></Part>
      </div>
    </ClientMessages>
  );
}

function Part({ id, title, intro, children }: { readonly id: string; readonly title: string; readonly intro?: string; readonly children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid gap-3 border-t border-line pt-5 md:grid-cols-[13rem_minmax(0,1fr)] md:gap-8">
      <div><h2 id={id} className="font-serif text-xl">{title}</h2>{intro && <p className="mt-1 text-s text-pretty text-ink-2">{intro}</p>}</div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
