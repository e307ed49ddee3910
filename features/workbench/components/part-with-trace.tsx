"use client";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { SubmitButton } from "@/ui/submit-button";
import { TextArea } from "@/ui/text-field";
import { sendByKey } from "./send-by-key";
import type { Parting } from "./use-parting";
import { useBench } from "./use-bench";

/** Whether the trace is in the reader's hands: claimed from the queue, and not submitted. */
export const isInHand = ({ opening, session }: Pick<ReturnType<typeof useBench>, "opening" | "session">): boolean => opening.assignment?.held === true && session.state.annotation.status === "draft";

/** Asks for the reason of a skip, or says what handing back does. */
export function PartWithTrace({ by, parting, close }: { readonly by: "skip" | "hand-back"; readonly parting: Parting; readonly close: () => void }) {
  const t = useTranslations("workbench");
  const bench = useBench();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  if (!isInHand(bench)) return <><p>{t("notInQueue")}</p><div className="flex justify-end"><Button tone="primary" autoFocus onClick={close}>{t("goOnLabelling")}</Button></div></>;
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget).get("reason");
    setPending(true);
    const refused = await (by === "skip" ? parting.skip(typeof reason === "string" ? reason.trim() : "") : parting.handBack());
    setPending(false);
    if (refused === null) close();
    else setProblem(refused);
  };
  return (
    <form className="grid gap-4" onKeyDown={sendByKey} onSubmit={(event) => void send(event)}>
      {problem !== null && <Banner tone="bad">{problem}</Banner>}
      {by === "skip" ? <TextArea name="reason" label={t("skipReason")} hint={t("skipHint")} required autoFocus /> : <p>{t("handBackHint")}</p>}
      <div className="flex justify-end gap-2"><Button tone="quiet" onClick={close}>{t("cancel")}</Button><SubmitButton tone="primary" pending={pending} autoFocus={by === "hand-back"}>{t(by === "skip" ? "skip" : "handBack")}</SubmitButton></div>
    </form>
  );
}
