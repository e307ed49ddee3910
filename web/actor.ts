import type { Role, Scope } from "@/core/access/role";

/** Who asks: an account, how it showed who it is, and its place in the project that the request names. */
export interface Actor {
  readonly account: ActorAccount;
  readonly via: "session" | "token";
  /** A session may do what its role allows; a token at most what its scope says. */
  readonly scope: Scope;
  /** The session's or token's id. */
  readonly credential: string;
  /** A token made for one project: lists show nothing of the others. null: every project of the account. */
  readonly onlyProject: string | null;
  readonly membership: ActorMembership | null;
}

export interface ActorAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly admin: boolean;
}

export interface ActorMembership {
  readonly id: string;
  readonly handle: string;
  readonly role: Role;
}

/** The project that a request names, as far as the edge needs it. */
export interface ProjectScope {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What a gate asks for: nobody in particular, any account, the server's admin, or at least this role in the project named by `slug`. */
export type Need = "public" | "signed-in" | "admin" | Role;

/** What the gate found, with the parts that its need guarantees. */
export type ActorFor<N extends Need> = N extends "public" ? Actor | null : N extends Role ? Actor & { readonly membership: ActorMembership } : Actor;
export type ProjectFor<N extends Need> = N extends Role ? ProjectScope : null;
