import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { EntryHeading } from "@/features/account/components/entry-heading";
import { refusalWords } from "@/features/account/components/refusal-words";
import { SignInForm } from "@/features/account/components/sign-in-form";
import { Banner } from "@/ui/banner";
import { anyone, isSetUp } from "@/web/page";
import { offeredProviders } from "@/web/providers";
import { localPath } from "@/web/return-path";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("signIn") };
}

export default async function SignInPage({ searchParams }: { readonly searchParams: Promise<{ to?: string; error?: string }> }) {
  const [{ to: wanted, error }, { actor }, t, refusals] = await Promise.all([searchParams, anyone(), getTranslations("account"), refusalWords()]);
  const to = localPath(wanted);
  if (actor) redirect(to);
  if (!(await isSetUp())) redirect("/setup");
  const providers = offeredProviders().map((provider) => ({ ...provider, verb: t("signInWith", { provider: provider.name }) }));
  return (
    <>
      <EntryHeading title={t("signIn")}>{wanted && to !== "/projects" ? t("signInToGoOn") : t("signInIntro")}</EntryHeading>
      {error && <div className="mb-4"><Banner tone="bad">{t(error === "AccessDenied" ? "noAccountHere" : "providerFailed")}</Banner></div>}
      <SignInForm to={to} providers={providers} words={{ email: t("email"), password: t("password"), submit: t("signIn"), or: t("or"), refusals }} />
    </>
  );
}
