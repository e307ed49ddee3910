"use client";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Header, Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection as AriaMenuSection, MenuTrigger, Popover, type Selection, Separator } from "react-aria-components";
import { buttonLook, type ButtonTone } from "./button-look";
import { classNames } from "./class-names";

/** A button that opens a list of commands or choices. Arrows move, Enter acts, Esc closes and gives the focus back. */
export function Menu({ label, trigger, tone = "plain", triggerClassName, children, onAction }: {
  /** Spoken name of the button; left out when the words inside say it. */
  readonly label?: string; readonly trigger: ReactNode; readonly tone?: ButtonTone; readonly triggerClassName?: string;
  readonly children: ReactNode; readonly onAction?: (id: string) => void;
}) {
  return (
    <MenuTrigger>
      <Button aria-label={label} className={classNames(buttonLook(tone), triggerClassName)}>{trigger}</Button>
      <Popover offset={4} className="appear max-h-[60vh] min-w-44 overflow-y-auto rounded-m border border-line-strong bg-paper p-1 text-ink shadow-lift outline-none">
        <AriaMenu onAction={(key) => onAction?.(String(key))} className="outline-none">{children}</AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

const itemLook = "flex h-7.5 cursor-pointer items-center gap-2 rounded-s px-2 text-m outline-none data-focused:bg-sunken data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-focus data-disabled:opacity-50";

/** A command, or a place to go (`href`). */
export function MenuItem({ id, href, icon, children, onAction }: { readonly id: string; readonly href?: string; readonly icon?: ReactNode; readonly children: ReactNode; readonly onAction?: () => void }) {
  return <AriaMenuItem id={id} href={href} onAction={onAction} textValue={typeof children === "string" ? children : id} className={itemLook}>{icon}{children}</AriaMenuItem>;
}

/** Choices under a heading; a tick marks what is chosen. */
export function MenuChoices({ title, options, chosen, onChange, multiple = false, optional = false }: {
  readonly title: string; readonly options: readonly { readonly value: string; readonly name: string }[]; readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void; readonly multiple?: boolean;
  /** The last tick may be taken away. */
  readonly optional?: boolean;
}) {
  const report = (selection: Selection) => onChange(selection === "all" ? options.map((option) => option.value) : [...selection].map(String));
  return (
    <AriaMenuSection selectionMode={multiple ? "multiple" : "single"} disallowEmptySelection={!optional} selectedKeys={chosen} onSelectionChange={report}>
      <Header className="px-2 pt-1.5 pb-1 text-xs font-[550] text-ink-2">{title}</Header>
      {options.map((option) => (
        <AriaMenuItem key={option.value} id={option.value} textValue={option.name} className={itemLook}>
          {({ isSelected }) => <><Check aria-hidden size={14} className={isSelected ? "text-accent" : "invisible"} />{option.name}</>}
        </AriaMenuItem>
      ))}
    </AriaMenuSection>
  );
}

export const MenuLine = () => <Separator className="my-1 border-t border-line" />;
