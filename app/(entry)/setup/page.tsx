import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { EntryHeading } from "@/features/account/components/entry-heading";
import { refusalWords } from "@/features/account/components/refusal-words";
import { SetupForm } from "@/features/account/components/setup-form";
import { isSetUp } from "@/web/page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("setupTitle") };
}

export default async function SetupPage({ searchParams }: { readonly searchParams: Promise<{ token?: string }> }) {
  if (await isSetUp()) redirect("/projects"); // which asks the signed-out to sign in
  const [{ token = "" }, t, refusals] = await Promise.all([searchParams, getTranslations("account"), refusalWords()]);
  const words = {
    token: t("setupToken"), tokenHint: t("setupTokenHint"), name: t("name"), email: t("email"), password: t("password"), passwordHint: t("passwordHint"),
    demo: t("demo"), demoHint: t("demoHint"), submit: t("createAccount"), refusals,
  };
  return (
    <>
      <EntryHeading title={t("setupTitle")}>{t("setupIntro")}</EntryHeading>
      <SetupForm token={token} words={words} />
    </>
  );
}
