import Link from "next/link";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

/** A link within running text or a table: underlined, in the accent. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link {...rest} className={classNames("text-accent underline decoration-[color-mix(in_srgb,var(--accent)_45%,transparent)] underline-offset-3 hover:decoration-current", className)} />;
}
