import type { ResponseInternal } from "@auth/core/types";
import { cookies } from "next/headers";

/** Hands on to the browser what Auth.js wants kept or cleared, from inside a server action. */
export async function keepCookies(outcome: ResponseInternal): Promise<void> {
  const jar = await cookies();
  for (const { name, value, options } of outcome.cookies ?? []) jar.set(name, value, options);
}
