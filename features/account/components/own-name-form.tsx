"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { NameForm } from "@/ui/name-form";
import { call } from "@/web/browser-call";

/** The name under which others in a project see the reader. */
export function OwnNameForm({ name }: { readonly name: string }) {
  const t = useTranslations("account");
  const router = useRouter();
  const save = async (wanted: string) => {
    const answer = await call("PATCH", "/api/v1/account", { name: wanted });
    if (answer.ok) router.refresh();
    return answer.ok ? null : answer.error;
  };
  return <NameForm label={t("name")} name={name} verb={t("changeName")} done={t("nameChanged")} autoComplete="name" save={save} />;
}
