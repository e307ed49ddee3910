import type { KeyboardEvent } from "react";

/** Enter begins a line in a reason or a comment; with Ctrl or Cmd it sends the form. */
export function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
