import { z } from "zod";
import { compareSegmentations } from "../agreement/segmentation";
import { statistic } from "./statistic";

const Masses = z.array(z.int().positive()).min(1);

export const segmentation = statistic({
  name: "segmentation",
  summary: "Boundary similarity, WindowDiff and Pk of two segmentations given as masses",
  input: z.object({ reference: Masses, hypothesis: Masses }),
  compute: ({ reference, hypothesis }) => compareSegmentations(reference, hypothesis),
});
