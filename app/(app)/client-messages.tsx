import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

/** Gives the browser the words of just these namespaces: what a page does not show it does not send. */
export async function ClientMessages({ of, children }: { readonly of: readonly string[]; readonly children: ReactNode }) {
  const messages = await getMessages();
  const picked = Object.fromEntries(of.flatMap((namespace) => (messages[namespace] === undefined ? [] : [[namespace, messages[namespace]]])));
  return <NextIntlClientProvider messages={picked}>{children}</NextIntlClientProvider>;
}
