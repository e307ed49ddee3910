import { hash, verify } from "@node-rs/argon2";

/** Argon2id (the library's own choice) with the second parameter set of OWASP's Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

let nobody: Promise<string> | undefined;

/** Whether a password fits a stored hash. Without a hash (unknown e-mail, account of a provider) it takes as long and says no,
 *  so that the time tells nobody who has an account. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const fits = await verify(stored ?? await nobody, password);
  return fits && stored !== null;
}
