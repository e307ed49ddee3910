import { useSyncExternalStore } from "react";

const never = () => () => {};

/** False in what the server sends and until React listens to the page, true from then on. */
export const useHydrated = (): boolean => useSyncExternalStore(never, () => true, () => false);
