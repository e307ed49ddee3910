import { getTranslations } from "next-intl/server";

/** Sentences for what can go wrong on the way in. Given to the forms as plain text, so that these pages load no message library. */
export interface RefusalWords {
  readonly [kind: string]: string;
  readonly other: string;
}

const KINDS = ["wrong-credentials", "rate-limited", "wrong-setup-token", "already-set-up", "already-exists", "gone", "database-unavailable", "invalid-input", "cross-origin"] as const;

export async function refusalWords(): Promise<RefusalWords> {
  const t = await getTranslations("account.refusal");
  return { ...Object.fromEntries(KINDS.map((kind) => [kind, t(kind)])), other: t("other") };
}
