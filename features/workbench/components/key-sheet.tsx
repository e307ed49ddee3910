"use client";
import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";
import { Kbd } from "@/ui/kbd";
import { BINDINGS, chordOf, keyMap, type Binding } from "../keys";
import { onKeysChange, ownKeys, rememberKey, type OwnKeys } from "../preferences";

const GROUPS = ["labels", "caret", "span", "relation", "trace", "view"] as const;
const NONE: OwnKeys = {};

/** All keys. A press on a key and then the wanted one gives a command another; it holds at once, in this browser. A key that another command now has is not shown as this one's. */
export function KeySheet() {
  const t = useTranslations("workbench");
  const own = useSyncExternalStore(onKeysChange, ownKeys, () => NONE);
  const [waiting, setWaiting] = useState<string | null>(null);
  const map = keyMap(own);
  const chordsOf = (binding: Binding): readonly string[] => (own[binding.command] ?? binding.chords).filter((chord) => binding.command === "label" || map.get(chord)?.command === binding.command);
  const change = (binding: Binding, chord: string | null): void => {
    rememberKey(binding.command, chord);
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
                  <button type="button" disabled={binding.command === "label"} data-own={own[binding.command] !== undefined}
                    onClick={() => setWaiting(binding.command)} onBlur={() => setWaiting(null)}
                    onKeyDown={(event) => {
                      const chord = chordOf(event.nativeEvent);
                      if (waiting !== binding.command || chord === null || event.key === "Tab") return;
                      event.preventDefault();
                      event.stopPropagation();
                      change(binding, event.key === "Escape" ? null : chord);
                    }}>
                    <span className="sr-only">{t("changeKey", { command: t(`command.${binding.command}`) })} </span>
                    {waiting === binding.command ? t("pressKey") : chordsOf(binding).length === 0 ? <span className="wb-keyless">{t("noKey")}</span> : chordsOf(binding).map((chord) => <Kbd key={chord}>{readable(chord)}</Kbd>)}
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
