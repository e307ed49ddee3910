/** Next calls this once, before the first request is served. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { boot } = await import("./web/boot");
  await boot();
  if (process.env.NODE_ENV !== "production") return; // the development server swaps handlers as they are edited
  const [{ answerDirectly }, { ROUTES }] = await Promise.all([import("./web/direct-api"), import("./app/api/v1/routes")]);
  answerDirectly(ROUTES);
}
