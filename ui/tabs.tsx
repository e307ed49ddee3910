"use client";
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";

export interface TabPart {
  readonly id: string;
  readonly name: ReactNode;
  readonly panel: ReactNode;
}

/** Parts of one page, one at a time; arrows move between the names. */
export function Tabs({ label, parts, chosen, onChange }: { readonly label: string; readonly parts: readonly TabPart[]; readonly chosen?: string; readonly onChange?: (id: string) => void }) {
  return (
    <AriaTabs selectedKey={chosen} onSelectionChange={(key) => onChange?.(String(key))}>
      <TabList aria-label={label} className="flex gap-5 border-b border-line">
        {parts.map((part) => (
          <Tab key={part.id} id={part.id} className="-mb-px cursor-pointer border-b-2 border-transparent py-2 text-ink-2 outline-none hover:text-ink data-focus-visible:outline-2 data-focus-visible:outline-focus data-selected:border-accent data-selected:text-ink">{part.name}</Tab>
        ))}
      </TabList>
      {parts.map((part) => <TabPanel key={part.id} id={part.id} className="pt-4 outline-none">{part.panel}</TabPanel>)}
    </AriaTabs>
  );
}
