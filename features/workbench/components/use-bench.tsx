"use client";
import { createContext, useContext, useSyncExternalStore, type ReactNode } from "react";
import type { Label } from "@/core/codebook/codebook";
import type { Bench } from "../bench";
import type { WorkbenchState } from "../session-state";
import type { ReadingState } from "../reading/reading-tracker";

const BenchContext = createContext<Bench | null>(null);

export function BenchProvider({ bench, children }: { readonly bench: Bench; readonly children: ReactNode }) {
  return <BenchContext value={bench}>{children}</BenchContext>;
}

/** The sitting that this panel is part of. @throws Error outside of a workbench */
export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error("a workbench panel stands outside of a workbench");
  return bench;
}

/** A part of the session's state, as it was when the text was last painted; the panel is drawn again only when that part changes. `pick` must return the same value for the same state.
 *  A panel takes over what the server drew from the state that the server had: the session has gone on meanwhile. */
export function useSession<Part>(pick: (state: WorkbenchState) => Part): Part {
  const { session } = useBench();
  return useSyncExternalStore(session.subscribePanel, () => pick(session.state), () => pick(session.opened));
}

/** As `useSession`, in the same task: for what must never be a frame late. Few and small panels bear that. */
export function useSessionNow<Part>(pick: (state: WorkbenchState) => Part): Part {
  const { session } = useBench();
  return useSyncExternalStore(session.subscribe, () => pick(session.state), () => pick(session.opened));
}

export function useReading(): ReadingState {
  const { tracker } = useBench();
  return useSyncExternalStore(tracker.subscribe, tracker.getState, tracker.getOpened);
}

/** The blocks that were read; a new set only when there are more. */
export function useReadBlocks(): ReadingState["read"] {
  const { tracker } = useBench();
  return useSyncExternalStore(tracker.subscribe, () => tracker.getState().read, () => tracker.getOpened().read);
}

/** The span that is selected, or null. */
export const useSelectedSpan = () => useSession((state) => (state.selected === null ? null : (state.annotation.spans.get(state.selected) ?? null)));

/** A label's name as a heading has it. */
export const capitalised = (name: string, locale: string): string => name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);

export const labelOf = (bench: Bench, key: string): Label | undefined => bench.session.context.codebook.labels.find((label) => label.key === key);
