/** Whether a layer is an automatic labeller's, whatever else it says. */
export const isDetectorLayer = (layer: string): boolean => layer.startsWith("detector:");

/** Name and version of `detector:<name>@<version>`; null: the layer does not say both. A name may hold an @, a version not. */
export function detectorOfLayer(layer: string): { readonly name: string; readonly version: string } | null {
  const [, name, version] = /^detector:(.+)@([^@]+)$/s.exec(layer) ?? [];
  return name === undefined || version === undefined ? null : { name, version };
}

/** Why a detector's layer cannot be kept as one; null: it can, or it is none. */
export const detectorFault = (layer: string): string | null => (!isDetectorLayer(layer) || detectorOfLayer(layer) !== null ? null : `the layer "${layer}" does not say which detector: detector:<name>@<version>`);
