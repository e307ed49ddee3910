"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Checkbox } from "@/ui/checkbox";
import { ProblemBanner } from "@/ui/problem-banner";
import type { Problem } from "@/ui/problem-words";
import { call } from "@/web/browser-call";

/** What a project lets happen by itself; each is saved as it is ticked. */
export function ProjectSwitches({ slug, completeUnanimous }: { readonly slug: string; readonly completeUnanimous: boolean }) {
  const t = useTranslations("projects");
  const router = useRouter();
  const [ticked, setTicked] = useState(completeUnanimous);
  const [problem, setProblem] = useState<Problem | null>(null);
  const change = async (wanted: boolean) => {
    setTicked(wanted);
    const answer = await call("PATCH", `/api/v1/projects/${slug}`, { settings: { completeUnanimous: wanted } });
    setProblem(answer.ok ? null : answer.error);
    if (answer.ok) router.refresh();
    else setTicked(!wanted);
  };
  return (
    <div className="grid gap-3">
      {problem && <ProblemBanner problem={problem} />}
      <Checkbox label={t("completeUnanimous")} hint={t("completeUnanimousHint")} checked={ticked} onChange={(event) => void change(event.currentTarget.checked)} />
    </div>
  );
}
