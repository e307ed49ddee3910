/** Weights 1/π on the scale of what is known through them: they sum to Kish's effective number (Σw)²/Σw² (1965, Survey Sampling, §11.7), so that equal weights are 1 each, whatever their size.
 *  A likelihood with them grows with information, not with what the sample stands for. */
export function effectiveWeights(weights: readonly number[]): number[] {
  let [sum, squares] = [0, 0];
  for (const weight of weights) { sum += weight; squares += weight * weight; }
  return weights.map((weight) => (squares > 0 ? (weight * sum) / squares : 0));
}
