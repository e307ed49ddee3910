"use client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useProblemWords, type Problem } from "@/ui/problem-words";
import { announce } from "@/ui/toast";
import type { Bench } from "../bench";
import type { TraceLink } from "../opening";
import { handBack, skipAssignment } from "../queue-client";

export interface Parting {
  /** @returns why it could not be skipped; null when it is */
  skip(reason: string): Promise<string | null>;
  /** @returns why it could not be handed back; null when it is */
  handBack(): Promise<string | null>;
}

/** The ways to part with a trace of the queue without submitting it, once all that was done on it is saved. Who skips goes on with the next; who hands back stops here, since the queue would give the same trace again.
 *  @param ahead what was claimed ahead: it goes back too when somebody stops */
export function useParting(bench: Bench, ahead: TraceLink | null, goOn: () => Promise<void>): Parting {
  const t = useTranslations("workbench");
  const words = useProblemWords();
  const router = useRouter();
  const { assignment, project: { slug } } = bench.opening;
  const part = async (end: (id: string) => Promise<Problem | null>): Promise<string | null> => {
    if (!assignment) return t("notInQueue");
    await bench.saver.flush();
    if (bench.saver.waiting > 0) return t("say.waitForSave", { waiting: bench.saver.waiting });
    await bench.tracker.report();
    const problem = await end(assignment.id);
    if (problem === null) bench.tracker.close(); // what is given back takes no more reports
    return problem && words.sentence(problem);
  };
  return {
    skip: async (reason) => {
      const refused = await part((id) => skipAssignment(slug, id, reason));
      if (refused === null) void goOn();
      return refused;
    },
    handBack: async () => {
      const refused = await part((id) => handBack(slug, id));
      if (refused !== null) return refused;
      if (ahead?.assignment) await handBack(slug, ahead.assignment);
      announce({ tone: "ok", text: t("handedBack") });
      router.push(`/projects/${slug}/work`);
      return null;
    },
  };
}
