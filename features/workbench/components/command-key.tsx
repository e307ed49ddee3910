"use client";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Kbd } from "@/ui/kbd";
import { BINDINGS, chordsOf, type Command } from "../keys";
import { noOwnKeys, onKeysChange, ownKeys, type OwnKeys } from "../preferences";

/** The reader's own keys as they are now. */
export const useOwnKeys = (): OwnKeys => useSyncExternalStore(onKeysChange, ownKeys, () => noOwnKeys);

/** The key that a command has now, as its cap; nothing where another command took it. */
export function CommandKey({ of }: { readonly of: Command }) {
  const sign = useKeySign()(of);
  return sign === "" ? null : <Kbd>{sign}</Kbd>;
}

/** Says the first key of a command; "" where it has none. */
export function useKeySign(): (command: Command) => string {
  const own = useOwnKeys();
  const readable = useReadableChord();
  return (command) => {
    const chord = BINDINGS.filter((binding) => binding.command === command).flatMap((binding) => chordsOf(binding, own))[0];
    return chord === undefined ? "" : readable(chord);
  };
}

const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Mod: "Ctrl", Escape: "Esc", Enter: "⏎" };

/** A chord as it is printed on keyboards. */
export function useReadableChord(): (chord: string) => string {
  const t = useTranslations("workbench");
  return (chord) => chord.split("+").map((part) => (part === "Space" ? t("spaceKey") : SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part))).join(" ");
}
