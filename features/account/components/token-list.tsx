"use client";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Scope } from "@/core/access/role";
import { SCOPES } from "@/core/access/role";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { CopyLine } from "@/ui/copy-line";
import { Dialog } from "@/ui/dialog";
import { Moment } from "@/ui/moment";
import { ProblemBanner } from "@/ui/problem-banner";
import { type Problem, useProblemWords } from "@/ui/problem-words";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { TextField } from "@/ui/text-field";
import { announce } from "@/ui/toast";
import { createToken, revokeToken } from "../actions";

export interface TokenLine {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly projectId: string | null;
  readonly hint: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

export interface TokenProject {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

const SCOPE_WORDS = { read: "scopeRead", write: "scopeWrite", admin: "scopeAdmin" } as const;

/** Tokens for scripts: made here, shown once, revoked here. */
export function TokenList({ tokens, projects }: { readonly tokens: readonly TokenLine[]; readonly projects: readonly TokenProject[] }) {
  const t = useTranslations("account");
  const format = useFormatter();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState<TokenLine | null>(null);
  const around = useRef<HTMLDivElement>(null);
  /** Place of the token that was revoked last: its button goes, and the focus with it. */
  const emptied = useRef<number | null>(null);
  useEffect(() => {
    const at = emptied.current;
    if (at === null || document.activeElement !== document.body) return;
    emptied.current = null;
    const buttons = around.current?.querySelectorAll("button") ?? []; // of the tokens, and the one that makes another
    buttons[Math.min(at, buttons.length - 1)]?.focus();
  }, [tokens]);
  return (
    <div ref={around} className="grid gap-3">
      {tokens.length === 0 ? <p className="text-ink-2">{t("noTokens")}</p> : (
        <ul className="border-t border-line-strong">
          {tokens.map((token) => (
            <li key={token.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-2">
              <span className="flex min-w-0 items-center gap-2"><span className="truncate font-[550]">{token.name}</span><Badge>{token.scope}</Badge></span>
              <Button size="s" tone="danger" className="row-span-2" onClick={() => setLeaving(token)}>{t("revoke")}</Button>
              <span className="text-s text-ink-2">
                {t("ends", { hint: token.hint })} · {token.projectId === null ? t("everyProject") : projects.find(({ id }) => id === token.projectId)?.name ?? token.projectId} · {t("lastUsed")}: {token.lastUsedAt ? <Moment at={token.lastUsedAt} /> : t("notUsed")} · {t("expires")}: {token.expiresAt ? format.dateTime(new Date(token.expiresAt), { dateStyle: "medium" }) : t("never")}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div><Button onClick={() => setOpen(true)}>{t("makeToken")}</Button></div>
      {open && <TokenDialog projects={projects} onClose={() => { setOpen(false); router.refresh(); }} />}
      {leaving && <RevokeDialog token={leaving} onRevoked={() => { emptied.current = tokens.indexOf(leaving); }} onClose={() => setLeaving(null)} />}
    </div>
  );
}

function RevokeDialog({ token, onRevoked, onClose }: { readonly token: TokenLine; readonly onRevoked: () => void; readonly onClose: () => void }) {
  const t = useTranslations("account");
  const router = useRouter();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pending, setPending] = useState(false);
  const revoke = async () => {
    setPending(true);
    const answer = await revokeToken({ id: token.id });
    setPending(false);
    if (!answer.ok) return setProblem(answer.error);
    announce({ tone: "ok", text: t("revoked") });
    onRevoked();
    onClose();
    router.refresh();
  };
  return (
    <Dialog title={t("revokeTitle", { name: token.name })} open onClose={onClose} footer={<><Button onClick={onClose}>{t("keepToken")}</Button><Button tone="danger" pending={pending} onClick={() => void revoke()}>{t("revoke")}</Button></>}>
      {problem && <ProblemBanner problem={problem} />}
      <p>{t("revokeText")}</p>
    </Dialog>
  );
}

function TokenDialog({ projects, onClose }: { readonly projects: readonly TokenProject[]; readonly onClose: () => void }) {
  const t = useTranslations("account");
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const [project, days] = [String(given.get("project")), String(given.get("days"))];
    setPending(true);
    const answer = await createToken({ name: given.get("name"), scope: given.get("scope"), ...(project === "" ? {} : { project }), ...(days === "" ? {} : { days: Number(days) }) });
    setPending(false);
    if (answer.ok) setToken(answer.value.token);
    else setProblem(answer.error);
  };
  if (token !== null) {
    return <Dialog title={t("tokenMade")} open onClose={onClose} footer={<Button tone="primary" onClick={onClose}>{t("done")}</Button>}><p>{t("tokenOnce")}</p><CopyLine label={t("tokenMade")} text={token} /></Dialog>;
  }
  return (
    <Dialog title={t("makeToken")} open onClose={onClose} footer={<SubmitButton form="new-token" tone="primary" pending={pending}>{t("makeToken")}</SubmitButton>}>
      <form id="new-token" onSubmit={(event) => void make(event)} className="grid gap-4">
        {problem && <ProblemBanner problem={problem} />}
        <TextField label={t("tokenName")} name="name" required maxLength={120} autoFocus error={words.field(problem, "name")} />
        <Select label={t("scope")} name="scope" defaultValue="write" options={SCOPES.map((value) => ({ value, name: t(SCOPE_WORDS[value]) }))} />
        <Select label={t("project")} name="project" defaultValue="" options={[{ value: "", name: t("everyProject") }, ...projects.map(({ slug, name }) => ({ value: slug, name }))]} />
        <Select label={t("expires")} name="days" defaultValue="90" options={[...[7, 30, 90, 365].map((days) => ({ value: String(days), name: t("days", { count: days }) })), { value: "", name: t("never") }]} />
      </form>
    </Dialog>
  );
}
