"use client";
import type { ReactNode } from "react";
import { Button, Dialog, DialogTrigger, Popover as AriaPopover } from "react-aria-components";
import { buttonLook, type ButtonTone } from "./button-look";
import { classNames } from "./class-names";

/** A button that opens a small panel beside it: filters, details. Esc closes it. */
export function Popover({ label, trigger, tone = "quiet", triggerClassName, children }: {
  /** Name of the panel, spoken when it opens. */
  readonly label: string; readonly trigger: ReactNode; readonly tone?: ButtonTone; readonly triggerClassName?: string; readonly children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <DialogTrigger>
      <Button className={classNames(buttonLook(tone), triggerClassName)}>{trigger}</Button>
      <AriaPopover offset={4} className="appear min-w-56 rounded-m border border-line-strong bg-paper text-ink shadow-lift outline-none">
        <Dialog aria-label={label} className="p-3 outline-none">{({ close }) => <>{typeof children === "function" ? children(close) : children}</>}</Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
