/** Where this tab last knew an annotation to stand. A page that is loaded anew while a save is under way may have been read before it; what is noted here outlives the reload, not the tab. */
const nameOf = (annotation: string): string => `switchback.saved ${annotation}`;

export function noteSaved(annotation: string, revision: number): void {
  try { sessionStorage.setItem(nameOf(annotation), String(revision)); } catch { /* no storage: the next save finds out */ }
}

/** 0 where nothing is noted. */
export function savedRevision(annotation: string): number {
  try { return Number(sessionStorage.getItem(nameOf(annotation)) ?? 0); } catch { return 0; }
}
