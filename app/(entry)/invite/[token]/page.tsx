import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { signIn } from "@/features/account/actions";
import { EntryHeading } from "@/features/account/components/entry-heading";
import { refusalWords } from "@/features/account/components/refusal-words";
import { JoinForm } from "@/features/team/components/join-form";
import { openInvitation } from "@/features/team/loaders";
import { buttonLook } from "@/ui/button-look";
import { anyone } from "@/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("team"))("inviteTitle"), referrer: "no-referrer" };
}

export default async function InvitePage({ params }: { readonly params: Promise<{ token: string }> }) {
  const [{ token }, { db, actor, now }, t, shell, refusals] = await Promise.all([params, anyone(), getTranslations("account"), getTranslations("shell"), refusalWords()]);
  const invitation = await openInvitation(db, token, now);
  if (!invitation) return <EntryHeading title={t("inviteGoneTitle")}>{t("inviteGone")}</EntryHeading>;
  const words = { name: t("name"), email: t("email"), password: t("password"), passwordHint: t("passwordHint"), submit: t(actor ? "join" : "joinNew"), memberAlready: t("memberAlready"), toProjects: shell("toProjects"), refusals };
  return (
    <>
      <EntryHeading title={t("inviteTitle", { project: invitation.project })}>{t("inviteIntro", { role: shell(`role.${invitation.role}`) })} {actor && t("joinAs", { name: actor.account.name })}</EntryHeading>
      <JoinForm token={token} signedIn={actor !== null} signIn={signIn} words={words} />
      {!actor && <Link href={`/sign-in?${new URLSearchParams({ to: `/invite/${token}` })}`} className={`${buttonLook("plain")} mt-3 w-full h-9!`}>{t("haveAccount")}</Link>}
    </>
  );
}
