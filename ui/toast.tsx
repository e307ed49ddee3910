"use client";
import { Check, CircleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { UNSTABLE_Toast as AriaToast, UNSTABLE_ToastContent as ToastContent, UNSTABLE_ToastQueue as ToastQueue, UNSTABLE_ToastRegion as ToastRegion } from "react-aria-components";
import { IconButton } from "./icon-button";

export interface ToastMessage {
  readonly text: string;
  readonly tone: "ok" | "bad";
  /** What can be done about it, such as taking it back. */
  readonly action?: { readonly name: string; readonly run: () => void };
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Says that something was done; stays 6 s, or until closed when it can be taken back or went wrong. */
export const announce = (message: ToastMessage): void => { queue.add(message, message.tone === "ok" && !message.action ? { timeout: 6000 } : {}); };

/** Where announcements appear; once, in the shell. */
export function Toasts() {
  const t = useTranslations("ui");
  return (
    <ToastRegion queue={queue} aria-label={t("announcements")} className="fixed right-4 bottom-4 z-50 grid max-w-sm gap-2 outline-none">
      {({ toast }) => (
        <AriaToast toast={toast} className="appear flex items-center gap-2.5 rounded-m border border-line-strong bg-paper py-2 pr-2 pl-3 shadow-lift">
          {toast.content.tone === "ok" ? <Check aria-hidden size={16} className="shrink-0 text-ok" /> : <CircleAlert aria-hidden size={16} className="shrink-0 text-bad" />}
          <ToastContent className="min-w-0 flex-1">{toast.content.text}</ToastContent>
          {toast.content.action && <button type="button" className="rounded-s px-2 py-1 font-[550] text-accent hover:bg-sunken" onClick={() => { toast.content.action?.run(); queue.close(toast.key); }}>{toast.content.action.name}</button>}
          <IconButton label={t("close")} icon={<X size={14} />} onClick={() => queue.close(toast.key)} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}
