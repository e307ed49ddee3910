import type { DemoPromptKey } from "./prompts";

/** Two invented models. lumen learns to reflect: its behaviours rise per token over training. tarn only learns to write more: its counts rise with length, its rates stay flat. */
export type DemoModel = "lumen-7b" | "tarn-3b";

export const DEMO_STEPS = [0, 200, 400, 800] as const;
export type DemoStep = (typeof DEMO_STEPS)[number];

/** One trace as its author wrote it. `cot` holds marks (markup.ts); without them it is exactly the stored text. */
export interface DemoSource {
  readonly prompt: DemoPromptKey;
  readonly model: DemoModel;
  readonly step: DemoStep;
  readonly cot: string;
  /** null: the text broke off before one. */
  readonly answer: string | null;
  /** What the answer is worth against the reference. */
  readonly final: "right" | "wrong" | "none";
  readonly loop?: true;
  readonly form?: "code" | "mixed";
}
