import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** What every page's widgets say. */
const EVERYWHERE = ["ui", "shell", "problems"] as const;

/** Gives the browser the words of just these namespaces and the widgets': what a page does not show it does not send. */
export async function ClientMessages({ of = [], children }: { readonly of?: readonly string[]; readonly children: ReactNode }) {
  const messages = await getMessages();
  const picked = Object.fromEntries([...EVERYWHERE, ...of].flatMap((namespace) => (messages[namespace] === undefined ? [] : [[namespace, messages[namespace]]])));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
