import { z } from "zod";

/** How a judge is asked: any OpenAI-compatible endpoint. Prices are per million tokens, in one currency, as the person who runs it says. */
export const judgeSettingsSchema = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  endpoint: z.url().max(500).describe("base address, e.g. https://api.example.org/v1"),
  model: z.string().min(1).max(200),
  temperature: z.number().min(0).max(2).default(0),
  labels: z.array(z.string().min(1).max(100)).min(1).max(30),
  maxOutputTokens: z.number().int().min(64).max(32_000).default(2000),
  prices: z.object({ input: z.number().min(0), output: z.number().min(0) }).default({ input: 0, output: 0 }),
  /** Stops before it is overspent; null: no end. */
  budget: z.number().min(0).nullable().default(null),
  concurrency: z.number().int().min(1).max(16).default(4),
  timeoutSeconds: z.number().min(0.1).max(600).default(120),
  attempts: z.number().int().min(1).max(10).default(5),
});
export type JudgeSettings = z.infer<typeof judgeSettingsSchema>;
