import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryHeading } from "@/features/account/components/entry-heading";
import { refusalWords } from "@/features/account/components/refusal-words";
import { ResetForm } from "@/features/account/components/reset-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("resetTitle"), referrer: "no-referrer" };
}

export default async function ResetPasswordPage({ searchParams }: { readonly searchParams: Promise<{ token?: string }> }) {
  const [{ token = "" }, t, refusals] = await Promise.all([searchParams, getTranslations("account"), refusalWords()]);
  return (
    <>
      <EntryHeading title={t("resetTitle")}>{t("resetIntro")}</EntryHeading>
      <ResetForm token={token} words={{ password: t("newPassword"), passwordHint: t("passwordHint"), submit: t("setPassword"), refusals }} />
    </>
  );
}
