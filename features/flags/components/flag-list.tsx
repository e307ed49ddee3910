import { useTranslations } from "next-intl";
import { Badge } from "@/ui/badge";
import { Moment } from "@/ui/moment";
import { TextLink } from "@/ui/text-link";
import type { Flag } from "../schema";
import { AnswerForm } from "./answer-form";

/** Flags with what was answered; for adjudicators each with a field to answer in. */
export function FlagList({ slug, flags, mayAnswer }: { readonly slug: string; readonly flags: readonly Flag[]; readonly mayAnswer: boolean }) {
  const t = useTranslations("flags");
  const own = ({ traceId, assignment, pass }: Flag) => `/projects/${slug}/traces/${encodeURIComponent(traceId)}?pass=${pass}${assignment === null ? "" : `&assignment=${encodeURIComponent(assignment)}`}`;
  const theirs = ({ traceId, layer, pass }: Flag) => `/projects/${slug}/traces/${encodeURIComponent(traceId)}?layer=${encodeURIComponent(layer)}&pass=${pass}`;
  return (
    <ul className="grid">
      {flags.map((flag) => (
        <li key={flag.annotation} className="grid gap-x-8 gap-y-3 border-t border-line py-4 md:grid-cols-[minmax(0,4fr)_minmax(0,7fr)]">
          <div className="grid content-start gap-1">
            <h3 className="flex flex-wrap items-center gap-2"><TextLink href={mayAnswer ? theirs(flag) : own(flag)}><span className="font-serif text-l">{flag.externalId}</span></TextLink><Badge tone={flag.open ? "accent" : "neutral"}>{t(flag.open ? "open" : flag.flagged ? "answered" : "takenBack")}</Badge></h3>
            <p className="text-s text-ink-2">{mayAnswer && <><span className="font-mono">{flag.layer.replace(/^annotator:/, "")}</span> · </>}{t(`status.${flag.status}`)} · <Moment at={flag.flaggedAt ?? flag.updatedAt} /></p>
          </div>
          <div className="grid content-start gap-3">
            <p className="max-w-[72ch] whitespace-pre-wrap">{flag.comment === "" ? <span className="text-ink-2">{t("noComment")}</span> : flag.comment}</p>
            {flag.answers.map(({ id, body, by, at }) => (
              <blockquote key={id} className="max-w-[72ch] border-l-2 border-accent pl-3"><p className="whitespace-pre-wrap">{body}</p><footer className="mt-1 text-s text-ink-2"><span className="font-mono">{by ?? t("somebody")}</span> · <Moment at={at} /></footer></blockquote>
            ))}
            {mayAnswer && <AnswerForm slug={slug} annotation={flag.annotation} again={flag.answers.length > 0} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
