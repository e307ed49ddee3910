import type { Surroundings } from "./command";
import type { Patience } from "./patience";

/** Asks until the answer is final, ever more rarely: 0.2 s at first, 2 s in the end. The work is the server's: one that is away for a while is asked again. */
export async function waitFor<State>(ask: () => Promise<State>, isFinal: (state: State) => boolean, seen: (state: State) => void, pause: Surroundings["pause"], patience: Patience): Promise<State> {
  for (let wait = 200; ; wait = Math.min(2000, wait * 1.5)) {
    const state = await patience.through(ask);
    seen(state);
    if (isFinal(state)) return state;
    await pause(wait);
  }
}
