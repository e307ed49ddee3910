"use client";
import { type FormEvent, useState } from "react";
import { ProblemBanner } from "./problem-banner";
import { type Problem, useProblemWords } from "./problem-words";
import { SubmitButton } from "./submit-button";
import { TextField } from "./text-field";
import { announce } from "./toast";

/** One name that can be changed. `save` answers what was wrong, or null when it is kept. */
export function NameForm({ label, name, verb, done, autoComplete, save }: {
  readonly label: string; readonly name: string; readonly verb: string; /** Said when it is kept. */ readonly done: string; readonly autoComplete?: string; readonly save: (name: string) => Promise<Problem | null>;
}) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const words = useProblemWords();
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get("name"));
    setPending(true);
    const refused = await save(wanted);
    setPending(false);
    setProblem(refused);
    if (!refused) announce({ tone: "ok", text: done });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="grid max-w-sm gap-4">
      {problem && !problem.errors?.length && <ProblemBanner problem={problem} />}
      <TextField label={label} name="name" autoComplete={autoComplete} required maxLength={200} defaultValue={name} error={words.field(problem, "name")} />
      <div><SubmitButton pending={pending}>{verb}</SubmitButton></div>
    </form>
  );
}
