"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ROLES, type Role } from "@/core/access/role";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-line";
import { Dialog } from "@/ui/dialog";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";

export interface InvitationLine {
  readonly id: string;
  readonly role: Role;
  readonly expiresAt: string;
}

/** Links that are open, each with its role and end. */
export function InvitationList({ slug, invitations }: { readonly slug: string; readonly invitations: readonly InvitationLine[] }) {
  const t = useTranslations("team");
  const role = useTranslations("shell.role");
  const problems = useProblemWords();
  const router = useRouter();
  const revoke = async (id: string) => {
    const answer = await call("DELETE", `/api/v1/projects/${slug}/invitations/${id}`);
    announce(answer.ok ? { tone: "ok", text: t("withdrawn") } : { tone: "bad", text: problems.sentence(answer.error) });
    router.refresh();
  };
  if (invitations.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="pt-8">
      <h2 id="invitations" className="mb-2 font-serif text-xl">{t("openInvitations")}</h2>
      <ul className="border-t border-line-strong">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex items-center gap-3 border-b border-line py-2">
            <Badge>{role(invitation.role)}</Badge>
            <span className="flex-1 text-ink-2">{t("expires")} <Moment at={invitation.expiresAt} /></span>
            <Button size="s" tone="danger" onClick={() => void revoke(invitation.id)}>{t("withdraw")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Makes a link with a role and an end; the link is shown once. */
export function Invite({ slug }: { readonly slug: string }) {
  const t = useTranslations("team");
  const [open, setOpen] = useState(false);
  return <><Button tone="primary" onClick={() => setOpen(true)}>{t("invite")}</Button>{open && <InviteDialog slug={slug} onClose={() => setOpen(false)} />}</>;
}

function InviteDialog({ slug, onClose }: { readonly slug: string; readonly onClose: () => void }) {
  const t = useTranslations("team");
  const words = useTranslations("shell.role");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const [role, setRole] = useState<Role>("annotator");
  const close = () => { onClose(); router.refresh(); };
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setPending(true);
    const answer = await call<{ token: string }>("POST", `/api/v1/projects/${slug}/invitations`, { role, days: Number(new FormData(event.currentTarget).get("days")) });
    setPending(false);
    if (answer.ok) setToken(answer.value.token);
    else setProblem(answer.error);
  };
  if (token !== null) {
    return <Dialog title={t("linkMade")} open onClose={close} footer={<Button tone="primary" onClick={close}>{t("done")}</Button>}><p>{t("linkOnce", { role: words(role) })}</p><CopyLine label={t("link")} text={`${window.location.origin}/invite/${token}`} /></Dialog>;
  }
  return (
    <Dialog title={t("inviteTitle")} open onClose={close} footer={<SubmitButton form="new-invitation" tone="primary" pending={pending}>{t("makeLink")}</SubmitButton>}>
      <form id="new-invitation" onSubmit={(event) => void make(event)} className="grid gap-4">
        {problem && <ProblemBanner problem={problem} />}
        <Select label={t("role")} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} hint={t(`can.${role}`)} options={ROLES.map((value) => ({ value, name: words(value) }))} />
        <Select label={t("expires")} name="days" defaultValue="14" options={[1, 7, 14, 30].map((days) => ({ value: String(days), name: t("days", { count: days }) }))} />
      </form>
    </Dialog>
  );
}
