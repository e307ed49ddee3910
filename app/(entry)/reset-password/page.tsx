import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { accountOfLink } from "@/features/account/change-password";
import { EntryHeading } from "@/features/account/components/entry-heading";
import { refusalWords } from "@/features/account/components/refusal-words";
import { ResetForm } from "@/features/account/components/reset-form";
import { buttonLook } from "@/ui/button-look";
import { anyone } from "@/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("resetTitle"), referrer: "no-referrer" };
}

/** A form for a new password behind a link that still holds; else says at once that it does not, before anybody thinks one up. */
export default async function ResetPasswordPage({ searchParams }: { readonly searchParams: Promise<{ token?: string | string[] }> }) {
  const [{ token = "" }, { db, now }, t, refusals] = await Promise.all([searchParams, anyone(), getTranslations("account"), refusalWords()]);
  if (typeof token !== "string" || !(await accountOfLink(db, token, now))) {
    return (
      <>
        <EntryHeading title={t("resetGoneTitle")}>{t("resetGone")}</EntryHeading>
        <Link href="/sign-in" className={`${buttonLook("plain")} w-full h-9!`}>{t("toSignIn")}</Link>
      </>
    );
  }
  return (
    <>
      <EntryHeading title={t("resetTitle")}>{t("resetIntro")}</EntryHeading>
      <ResetForm token={token} words={{ password: t("newPassword"), passwordHint: t("passwordHint"), submit: t("setPassword"), refusals }} />
    </>
  );
}
