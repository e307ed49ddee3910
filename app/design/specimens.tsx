"use client";
import { Flag, Inbox, Search, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Badge } from "@/ui/badge";
import { Banner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Chip, RemovableChip } from "@/ui/chip";
import { CopyLine } from "@/ui/copy-line";
import { DataTable } from "@/ui/data-table";
import { Dialog } from "@/ui/dialog";
import { EmptyState } from "@/ui/empty-state";
import { FileDrop } from "@/ui/file-drop";
import { IconButton } from "@/ui/icon-button";
import { Kbd } from "@/ui/kbd";
import { LabelMark } from "@/ui/label-mark";
import { Markdown } from "@/ui/markdown";
import { Menu, MenuChoices, MenuItem, MenuLine } from "@/ui/menu";
import { Popover } from "@/ui/popover";
import { ProblemBanner } from "@/ui/problem-banner";
import { Progress } from "@/ui/progress";
import { Segmented } from "@/ui/segmented";
import { Select } from "@/ui/select";
import { SkeletonRows } from "@/ui/skeleton";
import { Tabs } from "@/ui/tabs";
import { TextArea, TextField } from "@/ui/text-field";
import { TextLink } from "@/ui/text-link";
import { announce } from "@/ui/toast";
import { Tooltip } from "@/ui/tooltip";

const LABELS = [
  ["Branching", "Br", "branching", "dashes"], ["Backtracking", "Bt", "backtracking", "double"], ["Verification", "Ve", "verification", "solid"], ["Error", "Er", "error", "wave"],
  ["Correction", "Co", "correction", "dots"], ["Candidate answer", "Ca", "candidate", "dash-dot"], ["Extra one", "X1", "extra-1", "long-dashes"], ["Extra two", "X2", "extra-2", "thick"],
] as const;
const ROWS = [{ id: "🙂-1", model: "demo-a", spans: 12 }, { id: "ex-2", model: "demo-b", spans: 3 }, { id: "ex-3", model: "", spans: 40 }];

/** All widgets under one theme. */
export function Specimens({ theme }: { readonly theme: string }) {
  const [open, setOpen] = useState(false);
  const [side, setSide] = useState<"sure" | "unsure">("sure");
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
      <Part name="Buttons">
        <Button tone="primary">Submit <Kbd>Ctrl ⏎</Kbd></Button><Button>Cancel</Button><Button tone="plain">Skip</Button><Button tone="danger" icon={<Trash2 size={14} />}>End access</Button>
        <Button disabled>Disabled</Button><Button pending>Saving</Button><Button size="s">Small</Button><IconButton label="Flag" icon={<Flag size={15} />} /><IconButton label="Find" icon={<Search size={15} />} pressed /><TextLink href="#main">A link</TextLink>
      </Part>
      <Part name="Labels, patterns">
        {LABELS.map(([name, tag, colour, pattern]) => <LabelMark key={tag} name={name} tag={tag} colour={colour} pattern={pattern} />)}
        <p className="w-full font-serif text-[17px] leading-7"><mark className="track band bg-transparent text-ink c-verification c1-verification u1-solid c2-backtracking u2-double">Wait, the cases from before should give the same number, 🙂</mark> <mark className="track bg-transparent text-ink c1-error u1-wave">so 3 + 4 = 8.</mark></p>
      </Part>
      <Part name="Fields">
        <div className="grid w-full grid-cols-2 gap-4">
          <TextField label="Name" placeholder="Garden paths" hint="Up to 200 characters." /><TextField label="E-mail" defaultValue="mira" error="is not an e-mail address" />
          <Select label="Role" options={[{ value: "a", name: "annotator" }, { value: "b", name: "researcher" }]} /><TextField label="Disabled" disabled defaultValue="kept" />
          <TextArea label="Note" defaultValue="Takes up the count left in step 5 🙂" /><div className="grid content-start gap-3"><Checkbox label="Open the demo project" hint="You can delete it later." defaultChecked /><Checkbox label="Not ticked" /><Segmented label="Certainty" options={[{ value: "sure", name: "sure" }, { value: "unsure", name: "unsure" }]} value={side} onChange={setSide} name={`certainty-${theme}`} /></div>
        </div>
      </Part>
      <Part name="Chips, badges, keys">
        <Chip>confirms</Chip><Chip pressed>finds problem</Chip><RemovableChip removeLabel="Remove demo-a" onRemove={() => announce({ tone: "ok", text: "Removed", action: { name: "Undo", run: () => {} } })}>demo-a</RemovableChip>
        <Badge>unclaimed</Badge><Badge tone="accent">in progress</Badge><Badge tone="ok">finished</Badge><Badge tone="warn">disagreeing</Badge><Badge tone="bad">failed</Badge><Kbd>?</Kbd>
      </Part>
      <Part name="Overlays">
        <Menu trigger="Menu" tone="quiet"><MenuItem id="one">Open</MenuItem><MenuLine /><MenuChoices title="Language" options={[{ value: "en", name: "English" }, { value: "zh", name: "中文" }]} chosen={["en"]} onChange={() => {}} /></Menu>
        <Popover label="Checkpoint" trigger="Popover"><Checkbox label="step-100" /></Popover><Tooltip text="Saved at 10:42:07"><button type="button" className="rounded-s px-1">Tooltip</button></Tooltip>
        <Button onClick={() => setOpen(true)}>Dialog</Button><Button onClick={() => announce({ tone: "ok", text: "Draft saved" })}>Toast</Button>
        <Dialog title="Publish version 3?" open={open} onClose={() => setOpen(false)} footer={<Button tone="primary" onClick={() => setOpen(false)}>Publish</Button>}><p>Existing annotations stay on the version under which they were made.</p></Dialog>
      </Part>
      <Part name="Progress, waiting">
        <div className="grid w-full gap-4"><Progress label="Import" value={412} max={1200} text="412 of 1,200 rows, 96 rows a second, 8 s left" /><Progress label="Import" value={0} max={null} text="Counting" /><SkeletonRows rows={2} widths={["w-1/3", "w-24", "w-16"]} /></div>
      </Part>
      <Part name="Banners">
        <div className="grid w-full gap-2"><Banner title="Known">Nothing has to be done.</Banner><Banner tone="ok" title="Done">1,200 traces created.</Banner><Banner tone="warn" title="Look at this">12 rows repeat the prompt.</Banner><ProblemBanner problem={{ kind: "invalid-input", title: "Some fields are not right", errors: [{ field: "slug", message: "is taken" }] }} /></div>
      </Part>
      <Part name="Tabs, empty"><div className="w-full"><Tabs label="Parts" parts={[{ id: "a", name: "Form", panel: <EmptyState within icon={<Inbox size={24} />} title="No traces yet" action={<Button tone="primary">Import traces</Button>}>Import a file of model outputs.</EmptyState> }, { id: "b", name: "JSON", panel: "…" }]} /></div></Part>
      <Part name="Table"><div className="w-full"><DataTable name={`Rows ${theme}`} rows={ROWS} rowKey={(row) => row.id} columns={[{ key: "id", name: "Trace", value: (row) => row.id }, { key: "model", name: "Model", value: (row) => row.model }, { key: "spans", name: "Spans", value: (row) => row.spans, numeric: true }]} /></div></Part>
      <Part name="Files, text to take along"><div className="grid w-full gap-4"><FileDrop label="Drop files here" hint="JSON Lines, JSON, CSV, Parquet" choose="Choose files" onFiles={(files) => announce({ tone: "ok", text: `${files.length} files` })} /><CopyLine label="Command" text="curl -H 'Authorization: Bearer sb_…' http://127.0.0.1:3000/api/v1/projects" /></div></Part>
      <Part name="Markdown with maths"><Markdown text={"## A span starts at its cue word\n\n1. *Wait* opens it: $17 \\cdot 3 = 51$.\n2. `\\boxed{51}` commits.\n\n> “Back to the distances.” — backtracking"} /></Part>
    </div>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return <section className="grid content-start gap-3"><h2 className="border-b border-line pb-1 text-s font-[550] text-ink-2">{name}</h2><div className="flex flex-wrap items-center gap-3">{children}</div></section>;
}
