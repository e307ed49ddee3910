import { alpha } from "./alpha";
import { alphaU } from "./alpha-u";
import { benjaminiHochberg } from "./benjamini-hochberg";
import { bradleyTerry } from "./bradley-terry";
import { clusterBootstrap } from "./cluster-bootstrap";
import { dawidSkene } from "./dawid-skene";
import { fleiss } from "./fleiss";
import { gamma } from "./gamma";
import { kappa } from "./kappa";
import { kendall } from "./kendall";
import { mantelHaenszel } from "./mantel-haenszel";
import { mcnemar } from "./mcnemar";
import { offsets } from "./offsets";
import { onset } from "./onset";
import { ppiMean } from "./ppi-mean";
import { proportionCi } from "./proportion-ci";
import { proxy } from "./proxy";
import { rateRatio } from "./rate-ratio";
import { roganGladen } from "./rogan-gladen";
import { rubin } from "./rubin";
import { sampleSize } from "./sample-size";
import { segmentation } from "./segmentation";
import { signFlip } from "./sign-flip";
import { spanAlpha } from "./span-alpha";
import { spanMatch } from "./span-match";
import { specificAgreement } from "./specific-agreement";
import { trend } from "./trend";
import { twoProportions } from "./two-proportions";
import type { Statistic } from "./statistic";

/** Every statistic that `switchback stats NAME` knows, in the order of stats.md, then `rubin`, which it does not list. One line each. */
export const STATISTICS: readonly Statistic[] = [
  alpha,
  kappa,
  fleiss,
  alphaU,
  gamma,
  spanMatch,
  spanAlpha,
  segmentation,
  kendall,
  bradleyTerry,
  dawidSkene,
  proportionCi,
  benjaminiHochberg,
  mcnemar,
  twoProportions,
  clusterBootstrap,
  rateRatio,
  roganGladen,
  ppiMean,
  sampleSize,
  offsets,
  specificAgreement,
  mantelHaenszel,
  signFlip,
  trend,
  onset,
  proxy,
  rubin,
];

export const statisticByName = (name: string): Statistic | null => STATISTICS.find((each) => each.name === name) ?? null;
