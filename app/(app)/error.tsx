"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

export default function PageError({ error, reset }: { readonly error: Error & { readonly digest?: string }; readonly reset: () => void }) {
  const t = useTranslations("shell");
  return (
    <main id="main" className="pt-10">
      <EmptyState title={t("errorTitle")} action={<Button tone="primary" onClick={reset}>{t("tryAgain")}</Button>}>{error.digest ? t("errorText", { digest: error.digest }) : t("errorTextPlain")}</EmptyState>
    </main>
  );
}
