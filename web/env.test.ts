import { resolve } from "node:path";
import { expect, test } from "vitest";
import { EnvironmentFault, readEnvironment } from "./env";

const SECRET = "🙂 thirty-two characters and then some";
const faultsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    readEnvironment(variables, "/srv");
  } catch (error) {
    if (error instanceof EnvironmentFault) return error.faults;
    throw error;
  }
  return [];
};

test("W1: nothing set is a local server on the embedded database, with absolute paths", () => {
  const settings = readEnvironment({}, "/srv/switchback");
  expect(settings).toMatchObject({ port: 3000, host: "127.0.0.1", dataFolder: "/srv/switchback/data", store: "/srv/switchback/data/store", trustProxy: false });
  expect(settings.databaseUrl).toBeUndefined();
});

test("W1: an empty variable counts as unset; a relative data folder is resolved, an absolute one kept", () => {
  expect(readEnvironment({ PORT: "", APP_URL: "", DATABASE_URL: "" }, "/srv")).toEqual(readEnvironment({}, "/srv"));
  expect(readEnvironment({ SWITCHBACK_DATA: "../🙂" }, "/srv/a").dataFolder).toBe(resolve("/srv/🙂"));
  expect(readEnvironment({ SWITCHBACK_DATA: "/var/lib/sb" }, "/srv").store).toBe("/var/lib/sb/store");
});

test.each([
  ["PORT", "99999"], ["PORT", "http"], ["PORT", "3000.5"], ["HOST", "a b"], ["DATABASE_URL", "mysql://x"], ["APP_URL", "labels.example.org"], ["APP_URL", "https://x.org/path"],
  ["APP_URL", "ftp://x.org"], ["TRUST_PROXY", "yes please"], ["AUTH_SECRET", "short"], ["SWITCHBACK_SETUP_TOKEN", "tiny"], ["OIDC_ISSUER", "login"], ["UPLOAD_LIMIT", "a lot"], ["REQUESTS_PER_MINUTE", "3"],
])("W1: %s=%s is one fault that names the variable", (name, value) => {
  const faults = faultsOf({ AUTH_SECRET: SECRET, OIDC_ID: "a", OIDC_SECRET: "b", ...(name === "OIDC_ISSUER" ? {} : { OIDC_ISSUER: "https://login.example.org" }), [name]: value });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(new RegExp(`^${name} `));
});

test("W1: several faults are all told, one line each", () => {
  expect(faultsOf({ PORT: "-1", APP_URL: "x", TRUST_PROXY: "maybe" })).toHaveLength(3);
  expect(new EnvironmentFault(["a", "b"]).message).toBe("a\nb");
});

test("W1: PostgreSQL without AUTH_SECRET is a fault; with it, it is not", () => {
  const url = "postgres://sb:pw@db:5432/switchback";
  expect(faultsOf({ DATABASE_URL: url })).toEqual([expect.stringMatching(/^AUTH_SECRET is missing/)]);
  expect(readEnvironment({ DATABASE_URL: url, AUTH_SECRET: SECRET }, "/srv").databaseUrl).toBe(url);
});

test("W1: half a provider is a fault, a whole one is a provider", () => {
  expect(faultsOf({ OIDC_ISSUER: "https://login.example.org", OIDC_ID: "a" })).toEqual([expect.stringContaining("OIDC_ISSUER, OIDC_ID and OIDC_SECRET")]);
  expect(faultsOf({ GITHUB_ID: "a" })).toHaveLength(1);
  expect(readEnvironment({ GOOGLE_ID: "a", GOOGLE_SECRET: "b" }, "/srv").google).toEqual({ id: "a", secret: "b" });
});

test("W1: sizes are read in bytes", () => {
  expect(readEnvironment({ UPLOAD_LIMIT: "500MB", EXPANDED_LIMIT: "7" }, "/srv").limits).toMatchObject({ uploadBytes: 500_000_000, expandedBytes: 7 });
});
