"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Select } from "@/ui/select";

/** Which two are compared; the choice lives in the address. */
export function CompareChoice({ slug, releases, first, second }: { readonly slug: string; readonly releases: readonly { readonly id: string; readonly name: string }[]; readonly first: string; readonly second: string }) {
  const t = useTranslations("releases");
  const router = useRouter();
  const options = releases.map(({ id, name }) => ({ value: id, name }));
  const go = (a: string, b: string) => router.replace(`/projects/${slug}/releases/compare?first=${encodeURIComponent(a)}&second=${encodeURIComponent(b)}`, { scroll: false });
  return (
    <div className="mb-8 grid max-w-2xl gap-4 sm:grid-cols-2">
      <Select label={t("compareFirst")} value={first} onChange={(event) => go(event.currentTarget.value, second)} options={options} />
      <Select label={t("compareSecond")} value={second} onChange={(event) => go(first, event.currentTarget.value)} options={options} />
    </div>
  );
}
