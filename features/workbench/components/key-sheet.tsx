"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Kbd } from "@/ui/kbd";
import { BINDINGS, chordOf, type Binding } from "../keys";
import { ownKeys, rememberKey } from "../preferences";

const GROUPS = ["labels", "caret", "span", "relation", "trace", "view"] as const;

/** All keys. A press on a key and then the wanted one gives a command another; it holds in this browser from then on. */
export function KeySheet() {
  const t = useTranslations("workbench");
  const [own, setOwn] = useState(ownKeys);
  const [waiting, setWaiting] = useState<string | null>(null);
  const change = (binding: Binding, chord: string | null): void => {
    setOwn(rememberKey(binding.command, chord));
    setWaiting(null);
  };
  return (
    <div className="wb-keys">
      <p className="wb-hint">{t("keysHint")}</p>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{t(`keyGroup.${group}`)}</h3>
          <dl>
            {BINDINGS.filter((binding) => binding.group === group).map((binding) => (
              <div key={binding.command}>
                <dt>{t(`command.${binding.command}`)}</dt>
                <dd>
                  <button type="button" disabled={binding.command === "label"}
                    onClick={() => setWaiting(binding.command)} onBlur={() => setWaiting(null)}
                    onKeyDown={(event) => {
                      const chord = chordOf(event.nativeEvent);
                      if (waiting !== binding.command || chord === null || event.key === "Tab") return;
                      event.preventDefault();
                      event.stopPropagation();
                      change(binding, event.key === "Escape" ? null : chord);
                    }}>
                    <span className="sr-only">{t("changeKey", { command: t(`command.${binding.command}`) })} </span>
                    {waiting === binding.command ? t("pressKey") : (own[binding.command] ?? binding.chords).map((chord) => <Kbd key={chord}>{readable(chord)}</Kbd>)}
                  </button>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Mod: "Ctrl", Escape: "Esc" };
const readable = (chord: string): string => chord.split("+").map((part) => SIGNS[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
