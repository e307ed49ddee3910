import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type BannerTone = "info" | "ok" | "warn" | "bad";
const looks = {
  info: { frame: "bg-sunken border-line", ink: "text-ink-2", Icon: Info },
  ok: { frame: "bg-ok-soft border-transparent", ink: "text-ok", Icon: CircleCheck },
  warn: { frame: "bg-warn-soft border-transparent", ink: "text-warn", Icon: TriangleAlert },
  bad: { frame: "bg-bad-soft border-transparent", ink: "text-bad", Icon: CircleAlert },
} as const;

/** Something to know before going on: what happened, what was kept, what to do. */
export function Banner({ tone = "info", title, children, action }: { readonly tone?: BannerTone; readonly title?: ReactNode; readonly children?: ReactNode; readonly action?: ReactNode }) {
  const { frame, ink, Icon } = looks[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={classNames("appear flex items-start gap-2.5 rounded-m border px-3 py-2.5", frame)}>
      <Icon aria-hidden size={16} className={classNames("mt-0.5 shrink-0", ink)} />
      <div className="min-w-0 flex-1 text-pretty">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
      </div>
      {action}
    </div>
  );
}
