"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { NameForm } from "@/ui/name-form";
import { call } from "@/web/browser-call";

/** The project's name; its address stays, because links and scripts hold it. */
export function ProjectNameForm({ slug, name }: { readonly slug: string; readonly name: string }) {
  const t = useTranslations("projects");
  const router = useRouter();
  const save = async (wanted: string) => {
    const answer = await call("PATCH", `/api/v1/projects/${slug}`, { name: wanted });
    if (answer.ok) router.refresh();
    return answer.ok ? null : answer.error;
  };
  return <NameForm label={t("name")} name={name} verb={t("rename")} done={t("renamed")} save={save} />;
}
