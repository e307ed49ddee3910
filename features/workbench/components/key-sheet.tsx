"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Kbd } from "@/ui/kbd";
import { BINDINGS, chordOf, chordsOf, isTakable, type Binding } from "../keys";
import { forgetKeys, ownKeys, rememberKey } from "../preferences";
import { useOwnKeys, useReadableChord } from "./command-key";

const GROUPS = ["labels", "caret", "span", "relation", "trace", "view"] as const;

/** All keys. A press on a key and then the wanted one gives a command another; it holds at once, in this browser. A key that another command now has is not shown as this one's. */
export function KeySheet() {
  const t = useTranslations("workbench");
  const own = useOwnKeys();
  const readable = useReadableChord();
  const [waiting, setWaiting] = useState<string | null>(null);
  const [problem, setProblem] = useState(false);
  /** The command that was given a key last, and those that went without it. */
  const [taken, setTaken] = useState<{ readonly by: string; readonly from: readonly Binding[] } | null>(null);
  const wait = (command: string | null): void => { setWaiting(command); setProblem(false); };
  const change = (binding: Binding, chord: string | null): void => {
    if (chord !== null && !isTakable(chord)) return setProblem(true);
    rememberKey(binding.command, chord);
    setTaken({ by: binding.command, from: BINDINGS.filter((other) => other !== binding && chordsOf(other, ownKeys()).length < chordsOf(other, own).length) });
    wait(null);
  };
  return (
    <div className="wb-keys">
      <p className="wb-hint">{t("keysHint")} <button type="button" className="wb-link" aria-disabled={Object.keys(own).length === 0} onClick={() => { forgetKeys(); setTaken(null); }}>{t("usualKeys")}</button></p>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3>{t(`keyGroup.${group}`)}</h3>
          <dl>
            {BINDINGS.filter((binding) => binding.group === group).map((binding) => (
              <div key={binding.command}>
                <dt>
                  {t(`command.${binding.command}`)}
                  {taken?.by === binding.command && taken.from.length > 0 && <small role="status">{t("keyTaken", { commands: taken.from.map(({ command }) => t(`command.${command}`)).join(" · ") })}</small>}
                </dt>
                <dd>
                  <button type="button" disabled={binding.command === "label"} data-own={own[binding.command] !== undefined}
                    onClick={() => wait(binding.command)} onBlur={() => wait(null)}
                    onKeyDown={(event) => {
                      const chord = chordOf(event.nativeEvent);
                      if (waiting !== binding.command || chord === null || event.key === "Tab") return;
                      event.preventDefault();
                      event.stopPropagation();
                      change(binding, event.key === "Escape" ? null : chord);
                    }}>
                    <span className="sr-only">{t("changeKey", { command: t(`command.${binding.command}`) })} </span>
                    {waiting === binding.command ? <span role="status">{t(problem ? "digitsTaken" : "pressKey")}</span> : chordsOf(binding, own).length === 0 ? <span className="wb-keyless">{t("noKey")}</span> : chordsOf(binding, own).map((chord) => <Kbd key={chord}>{readable(chord)}</Kbd>)}
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
