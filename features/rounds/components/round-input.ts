/** What the form says, as the API wants it. Shares are typed as percentages; an empty field is its default. */
export function roundInput(form: FormData) {
  const text = (name: string): string => { const value = form.get(name); return typeof value === "string" ? value : ""; };
  const all = (name: string): string[] => form.getAll(name).filter((value) => typeof value === "string");
  const number = (name: string, otherwise: number): number => (text(name).trim() === "" ? otherwise : Number(text(name)));
  const orNull = (name: string): number | null => (text(name).trim() === "" ? null : Number(text(name)));
  return {
    name: text("name"), pass: text("pass"), annotators: all("annotators"), seed: number("seed", 7), hidden: form.has("blind") ? "everything" : [],
    design: {
      sample: { size: orNull("size"), strata: all("strata"), allocation: text("allocation"), lengthCuts: null },
      overlap: { share: number("share", 0) / 100, fold: number("fold", 2) },
      calibration: { size: number("calibration", 0), fold: number("calibrationFold", 3) },
      goldEvery: orNull("goldEvery"),
      suggestions: { shown: form.has("suggestions"), withheldShare: number("withheld", 0) / 100 },
      promptGap: number("promptGap", 10),
      qualification: orNull("qualification") === null ? null : { size: Number(text("qualification")), passMark: number("passMark", 70) / 100 },
      window: orNull("windowAbove") === null ? null : { longerThan: Number(text("windowAbove")), steps: number("windowSteps", 40) },
      order: text("order"), forEstimation: form.has("forEstimation"),
    },
  };
}
