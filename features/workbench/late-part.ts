import type { WorkbenchSession } from "./session";

/** Uses a part of the page that is loaded when it is first wanted. Where it cannot be had, since the server is away, that is said; the next use tries again.
 *  @param without what is done then */
export async function whenLoaded<Part>(session: WorkbenchSession, load: () => Promise<Part>, take: (part: Part) => void, without: () => void): Promise<void> {
  let part: Part;
  try {
    part = await load();
  } catch {
    without();
    return session.say("notLoaded", {}, "problem");
  }
  take(part);
}
