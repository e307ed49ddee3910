"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ROLES, type Role } from "@/core/access/role";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { type TableColumn, DataTable } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { TextLink } from "@/ui/text-link";
import { announce } from "@/ui/toast";
import { call } from "@/web/browser-call";
import { ResetLink } from "./reset-link";
import { TakeOver } from "./take-over";

export interface MemberLine {
  readonly id: string;
  readonly handle: string;
  readonly role: Role;
  readonly name: string | null;
  readonly email: string | null;
  /** false: a handle from an import that nobody has taken over. */
  readonly claimed: boolean;
  readonly active: boolean;
  readonly self: boolean;
  readonly createdAt: string;
}

/** Who works here, under which pseudonym, with which role. Owners change roles and end access; the work stays. */
export function MemberTable({ slug, members, mayChange }: { readonly slug: string; readonly members: readonly MemberLine[]; readonly mayChange: boolean }) {
  const t = useTranslations("team");
  const role = useTranslations("shell.role");
  const router = useRouter();
  const words = useProblemWords();
  const [leaving, setLeaving] = useState<MemberLine | null>(null);
  const change = async (member: MemberLine, next: Role) => {
    const answer = await call("PATCH", `/api/v1/projects/${slug}/members/${member.id}`, { role: next });
    announce(answer.ok ? { tone: "ok", text: t("roleChanged", { handle: member.handle, role: role(next) }) } : { tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  const giveAccess = async (member: MemberLine) => {
    const answer = await call("PATCH", `/api/v1/projects/${slug}/members/${member.id}`, { deactivated: false });
    announce(answer.ok ? { tone: "ok", text: t("reactivated", { handle: member.handle }) } : { tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  const columns: readonly TableColumn<MemberLine>[] = [
    { key: "handle", name: t("handle"), value: (row) => row.handle, cell: (row) => <span className="mono">{mayChange || row.self ? <TextLink href={`/projects/${slug}/team/${row.handle}`}>{row.handle}</TextLink> : row.handle} {row.self && <Badge tone="accent">{t("you")}</Badge>}</span> },
    { key: "name", name: t("name"), value: (row) => row.name, cell: (row) => row.name ?? <span className="text-ink-2">{t(row.claimed ? "nameHidden" : "unclaimed")}</span> },
    { key: "email", name: t("email"), value: (row) => row.email, hidden: !mayChange },
    { key: "role", name: t("role"), value: (row) => role(row.role), cell: (row) => mayChange && row.active && row.claimed
      ? <Select label={t("roleOf", { handle: row.handle })} hideLabel value={row.role} onChange={(event) => void change(row, event.currentTarget.value as Role)} options={ROLES.map((value) => ({ value, name: role(value) }))} className="h-7! w-36 text-s" />
      : role(row.role) },
    { key: "since", name: t("since"), value: (row) => row.createdAt, cell: (row) => <span className="text-ink-2"><Moment at={row.createdAt} /></span> },
    ...(mayChange ? [{ key: "access", name: t("access"), value: (row: MemberLine) => (row.active ? t("active") : t("ended")), cell: (row: MemberLine) => row.active
      ? !row.claimed ? <TakeOver slug={slug} member={row} /> : !row.self ? <span className="flex gap-2"><ResetLink slug={slug} member={row} /><Button size="s" tone="danger" onClick={() => setLeaving(row)}>{t("end")}</Button></span> : null
      : <span className="flex items-center gap-2"><Badge>{t("ended")}</Badge>{row.claimed && <Button size="s" onClick={() => void giveAccess(row)}>{t("reactivate")}</Button>}</span> }] : []),
  ];
  return (
    <>
      <DataTable name={t("title")} columns={columns} rows={members} rowKey={(row) => row.id} filter={members.length > 8} />
      {leaving && <EndAccess slug={slug} member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function EndAccess({ slug, member, onClose }: { readonly slug: string; readonly member: MemberLine; readonly onClose: () => void }) {
  const t = useTranslations("team");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const end = async () => {
    setPending(true);
    const answer = await call("PATCH", `/api/v1/projects/${slug}/members/${member.id}`, { deactivated: true });
    setPending(false);
    if (!answer.ok) return setProblem(answer.error);
    announce({ tone: "ok", text: t("accessEnded", { handle: member.handle }) });
    onClose();
    router.refresh();
  };
  return (
    <Dialog title={t("endTitle", { handle: member.handle })} open onClose={onClose} footer={<><Button onClick={onClose}>{t("keep")}</Button><Button tone="danger" pending={pending} onClick={() => void end()}>{t("end")}</Button></>}>
      <p>{t("endText")}</p>
      {problem && <ProblemBanner problem={problem} />}
    </Dialog>
  );
}
