"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { TextField } from "@/ui/text-field";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import type { MemberLine } from "./member-table";

/** Gives a handle that came with an import, and all its work, to the person whose it is. */
export function TakeOver({ slug, member }: { readonly slug: string; readonly member: MemberLine }) {
  const t = useTranslations("team");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const give = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setPending(true);
    const answer = await call("PATCH", `/api/v1/projects/${slug}/members/${member.id}`, { account: email });
    setPending(false);
    if (!answer.ok) return setProblem(answer.error);
    announce({ tone: "ok", text: t("takenOver", { handle: member.handle }) });
    setOpen(false);
    router.refresh();
  };
  const form = `take-over-${member.id}`;
  return (
    <>
      <Button size="s" onClick={() => setOpen(true)}>{t("giveTo")}</Button>
      {open && (
        <Dialog title={t("giveTitle", { handle: member.handle })} open onClose={() => setOpen(false)} footer={<><Button onClick={() => setOpen(false)}>{t("cancel")}</Button><Button tone="primary" type="submit" form={form} pending={pending}>{t("give")}</Button></>}>
          <form id={form} onSubmit={(event) => void give(event)} className="grid gap-3">
            <p>{t("giveText")}</p>
            <TextField label={t("email")} name="email" type="email" required autoFocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={words.field(problem, "account")} />
            {problem && !words.field(problem, "account") && <ProblemBanner problem={problem} />}
          </form>
        </Dialog>
      )}
    </>
  );
}
