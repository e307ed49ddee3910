"use client";
import { Coffee, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "@/ui/icon-button";
import { breakEvery } from "../preferences";
import { breakDue, oneMoreSecond, type WorkSinceBreak } from "../reading/work-since-break";
import { useBench } from "./use-bench";

const KEY = "switchback.since-break";

/** After so many active minutes as the reader chose: a quiet word in the footer, until a break was taken or it is put away. */
export function BreakReminder() {
  const t = useTranslations("workbench");
  const { tracker } = useBench();
  const [minutes, setMinutes] = useState<number | null>(null);
  useEffect(() => {
    let { activeSeconds } = tracker.getState();
    return tracker.subscribe(() => {
      if (tracker.getState().activeSeconds === activeSeconds) return;
      activeSeconds = tracker.getState().activeSeconds;
      const since = oneMoreSecond(held(), Date.now());
      remember(since);
      setMinutes(breakDue(since, breakEvery()));
    });
  }, [tracker]);
  if (minutes === null) return null;
  return (
    <span className="wb-break" role="status">
      <Coffee aria-hidden size={14} />{t("breakDue", { minutes })}
      <IconButton label={t("breakDismiss")} icon={<X size={13} />} onClick={() => { remember(null); setMinutes(null); }} />
    </span>
  );
}

function held(): WorkSinceBreak | null {
  try {
    const since = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as WorkSinceBreak | null;
    return typeof since?.seconds === "number" && typeof since.at === "number" ? since : null;
  } catch {
    return null; // no storage, or something else's value
  }
}

function remember(since: WorkSinceBreak | null): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(since));
  } catch {
    return; // without storage a reload begins anew
  }
}
