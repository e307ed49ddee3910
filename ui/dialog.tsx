"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { IconButton } from "./icon-button";
import { classNames } from "./class-names";

/** A task above the page. Esc closes it; the focus stays inside and returns to where it was. */
export function Dialog({ title, open, onClose, children, footer, width = "m" }: {
  readonly title: string; readonly open: boolean; readonly onClose: () => void; readonly children: ReactNode; readonly footer?: ReactNode; readonly width?: "m" | "l";
}) {
  const t = useTranslations("ui");
  return (
    <ModalOverlay isOpen={open} onOpenChange={(next) => { if (!next) onClose(); }} isDismissable className="fixed inset-0 z-40 grid place-items-center overflow-y-auto bg-veil p-4">
      <Modal className={classNames("appear w-full rounded-m border border-line-strong bg-paper shadow-lift outline-none", width === "l" ? "max-w-3xl" : "max-w-lg")}>
        <AriaDialog className="grid max-h-[calc(100dvh-32px)] grid-rows-[auto_minmax(0,1fr)_auto] outline-none">
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <Heading slot="title" className="text-l font-semibold">{title}</Heading>
            <IconButton label={t("close")} icon={<X size={16} />} onClick={onClose} className="-mt-1 -mr-2" />
          </header>
          <div className="grid gap-4 overflow-y-auto px-5 pb-5">{children}</div>
          {footer && <footer className="flex justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
