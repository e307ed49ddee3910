"use client";
import type { ReactElement, ReactNode } from "react";
import { Focusable, Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

/** More about something, on hover and on focus. `children` is one element that can hold the focus. */
export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <Focusable>{children as ReactElement<Record<string, unknown>, string>}</Focusable>
      <AriaTooltip offset={6} className="appear max-w-80 rounded-s bg-ink px-2 py-1 text-s text-ground">{text}</AriaTooltip>
    </TooltipTrigger>
  );
}
