/** Project roles, weakest first: a gate's role means "at least". */
export const ROLES = ["viewer", "annotator", "adjudicator", "researcher", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** What an API token may do, weakest first. */
export const SCOPES = ["read", "write", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

export const isAtLeast = (held: Role, wanted: Role): boolean => ROLES.indexOf(held) >= ROLES.indexOf(wanted);
export const scopeCovers = (held: Scope, wanted: Scope): boolean => SCOPES.indexOf(held) >= SCOPES.indexOf(wanted);
