"use client";
import { useLocale, useTranslations } from "next-intl";
import { checkAnnotation } from "@/core/annotation/checks";
import { dismissConflicts } from "@/core/annotation/replica";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { TextArea } from "@/ui/text-field";
import { Moment } from "@/ui/moment";
import { SubmitButton } from "@/ui/submit-button";
import { showFinding } from "../commands/next-finding";
import { findingText } from "./checks-panel";
import { ConflictList } from "./conflict-list";
import { KeySheet } from "./key-sheet";
import { PartWithTrace } from "./part-with-trace";
import { sendByKey } from "./send-by-key";
import { SignInAgain, type SignIn } from "./sign-in-again";
import type { Parting } from "./use-parting";
import { useBench, useSession } from "./use-bench";

export interface DialogActions {
  readonly parting: Parting;
  submitAnyway(): void;
  /** Tries whether the session is back. */
  signedInAgain(): void;
  /** Signs in without leaving the page; absent where only another tab can. */
  readonly signIn?: SignIn;
}

/** The workbench's dialogs, one at a time; the focus returns to the text. */
export function Dialogs({ actions }: { readonly actions: DialogActions }) {
  const t = useTranslations("workbench");
  const { session, view } = useBench();
  const dialog = useSession((state) => state.dialog);
  const close = (): void => {
    session.set({ dialog: null });
    requestAnimationFrame(() => view?.focus());
  };
  if (dialog === null) return null;
  return (
    <Dialog title={t(`dialog.${dialog}`)} open onClose={close} width={dialog === "keys" || dialog === "conflicts" ? "l" : "m"}>
      {dialog === "keys" && <KeySheet />}
      {(dialog === "skip" || dialog === "hand-back") && <PartWithTrace by={dialog} parting={actions.parting} close={close} />}
      {dialog === "flag" && <FlagForm close={close} />}
      {dialog === "conflicts" && <Conflicts close={close} />}
      {dialog === "submit" && <Blocked close={close} anyway={actions.submitAnyway} />}
      {dialog === "sign-in" && <SignInAgain {...(actions.signIn ? { signIn: actions.signIn } : {})} done={() => { close(); actions.signedInAgain(); }} />}
    </Dialog>
  );
}

function FlagForm({ close }: { readonly close: () => void }) {
  const t = useTranslations("workbench");
  const { session, opening } = useBench();
  const { flagged, flagComment } = session.state.annotation;
  const set = (to: { flagged: boolean; comment: string }): void => {
    session.perform([{ type: "setFlag", from: { flagged, comment: flagComment }, to }]);
    close();
  };
  return (
    <form className="grid gap-4" onKeyDown={sendByKey} onSubmit={(event) => { event.preventDefault(); set({ flagged: true, comment: String(new FormData(event.currentTarget).get("comment") ?? "") }); }}>
      {opening.flagAnswers.length > 0 && (
        <section aria-label={t("flagAnswers")} className="grid gap-2">
          {opening.flagAnswers.map(({ id, body, by, at }) => <blockquote key={id} className="border-l-2 border-accent pl-3 text-s"><p className="whitespace-pre-wrap">{body}</p><footer className="text-xs text-ink-2">{by ?? t("somebody")} · <Moment at={at} /></footer></blockquote>)}
        </section>
      )}
      <TextArea name="comment" label={t("flagComment")} hint={t("flagHint")} defaultValue={flagComment} autoFocus />
      <div className="flex justify-end gap-2">
        {flagged && <Button tone="quiet" onClick={() => set({ flagged: false, comment: "" })}>{t("unflag")}</Button>}
        <Button tone="quiet" onClick={close}>{t("cancel")}</Button>
        <SubmitButton tone="primary">{t("flag")}</SubmitButton>
      </div>
    </form>
  );
}

function Conflicts({ close }: { readonly close: () => void }) {
  const t = useTranslations("workbench");
  const { session } = useBench();
  const conflicts = useSession((state) => state.replica.conflicts);
  return (
    <>
      <p>{t("conflictsExplained", { count: conflicts.length })}</p>
      <ConflictList conflicts={conflicts} />
      <div className="flex justify-end"><Button tone="primary" onClick={() => { session.set({ replica: dismissConflicts(session.state.replica) }); close(); }}>{t("keepTheirs")}</Button></div>
    </>
  );
}

/** What stands in the way of submitting, or is only worth a look. */
function Blocked({ close, anyway }: { readonly close: () => void; readonly anyway: () => void }) {
  const t = useTranslations("workbench");
  const locale = useLocale();
  const bench = useBench();
  const findings = checkAnnotation(bench.session.state.annotation, bench.session.context.codebook, bench.session.context);
  const blocking = findings.filter(({ severity }) => severity === "block");
  return (
    <>
      <p>{blocking.length > 0 ? t("submitBlocked", { count: blocking.length }) : t("submitWarned", { count: findings.length })}</p>
      <ul className="wb-checks">{[...blocking, ...findings.filter(({ severity }) => severity === "warn")].slice(0, 12).map((finding, index) => (
        <li key={index} data-severity={finding.severity}><span>{findingText(bench, finding, t, locale)}</span>{(finding.spanId ?? finding.question) !== undefined && <button type="button" className="wb-link" onClick={() => { close(); requestAnimationFrame(() => showFinding(bench, finding)); }}>{t("go")}</button>}</li>
      ))}</ul>
      <div className="flex justify-end gap-2"><Button tone="quiet" onClick={close}>{t("goOnLabelling")}</Button>{blocking.length === 0 && <Button tone="primary" autoFocus onClick={() => { close(); anyway(); }}>{t("submitAnyway")}</Button>}</div>
    </>
  );
}
