"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Moment } from "@/ui/moment";
import { useProblemWords } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import { revokeOtherSessions, revokeSession } from "../actions";
import { browserName } from "../browser-name";

export interface SessionLine {
  readonly id: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly current: boolean;
}

/** Browsers that are signed in; each but this one can be signed out from here. */
export function SessionList({ sessions }: { readonly sessions: readonly SessionLine[] }) {
  const t = useTranslations("account");
  const words = useProblemWords();
  const router = useRouter();
  const end = async (id: string) => {
    const answer = await revokeSession({ id });
    announce(answer.ok ? { tone: "ok", text: t("sessionEnded") } : { tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  const endOthers = async () => {
    const answer = await revokeOtherSessions({});
    announce(answer.ok ? { tone: "ok", text: t("othersEnded") } : { tone: "bad", text: words.sentence(answer.error) });
    router.refresh();
  };
  return (
    <div className="grid gap-3">
      <ul className="border-t border-line-strong">
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 border-b border-line py-2">
            <span className="min-w-0 flex-1 truncate" title={session.userAgent}>{browserName(session.userAgent) ?? t("unknownBrowser")}</span>
            {session.current && <Badge tone="accent">{t("thisSession")}</Badge>}
            <span className="text-s text-ink-2">{t("signedInAt")} <Moment at={session.createdAt} /></span>
            {!session.current && <Button size="s" onClick={() => void end(session.id)}>{t("signOutSession")}</Button>}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <div><Button onClick={() => void endOthers()}>{t("signOutOthers")}</Button></div>}
    </div>
  );
}
