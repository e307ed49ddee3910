import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { database } from "@/data/client";
import en from "../messages/en.json";
import zh from "../messages/zh.json";
import { LOCALE_COOKIE, localeOf } from "./locale";
import { sessionOf } from "./session";

const catalogues = { en, zh };

/** next-intl's request configuration: this browser's choice, then the account's, then Accept-Language. Times are UTC unless a component says otherwise. */
export default getRequestConfig(async () => {
  const head = await headers();
  const cookie = (await cookies()).get(LOCALE_COOKIE)?.value;
  const account = cookie === undefined ? await accountLocale(head) : undefined;
  const locale = localeOf([cookie, account], head.get("accept-language"));
  return { locale, messages: catalogues[locale], timeZone: "UTC" };
});

async function accountLocale(head: Headers): Promise<unknown> {
  if (!head.get("cookie")?.includes("session-token")) return undefined;
  const session = await sessionOf(await database(), head, new Date());
  return session?.account.preferences["locale"];
}
