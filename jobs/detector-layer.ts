/** Whether a layer is an automatic labeller's, whatever else it says. */
export const isDetectorLayer = (layer: string): boolean => layer.startsWith("detector:");

/** Name and version of `detector:<name>@<version>`; null: the layer does not say both. A name may hold an @, a version not. */
export function detectorOfLayer(layer: string): { readonly name: string; readonly version: string } | null {
  const [, name, version] = /^detector:(.+)@([^@]+)$/s.exec(layer) ?? [];
  return name === undefined || version === undefined ? null : { name, version };
}

/** Whether a detector's layer does not say which detector, detector:<name>@<version>, and so cannot be kept as one. */
export const isFaultyDetector = (layer: string): boolean => isDetectorLayer(layer) && detectorOfLayer(layer) === null;
