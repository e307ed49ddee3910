const NAME = "pasted.jsonl";

/** Line ends as a text field keeps them. */
const asInField = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

const asFile = (text: string): File => new File([text], NAME, { type: "application/jsonl" });

/** Text out of the field as a file; null when there is nothing in it. A field turns CRLF into LF: where it holds just what was pasted, what was copied counts, to the letter.
 *  @param copied what the clipboard held at the last paste; "" when there was none */
export function pastedText(inField: string, copied: string): File | null {
  if (!/\S/.test(inField)) return null;
  return asFile(asInField(copied) === inField ? copied : inField);
}

/** What a clipboard holds: its files, or its text as one. */
export function pastedFiles(clipboard: Pick<DataTransfer, "files" | "getData">): readonly File[] {
  if (clipboard.files.length > 0) return [...clipboard.files];
  const text = clipboard.getData("text/plain");
  return /\S/.test(text) ? [asFile(text)] : [];
}
