import { resolve } from "node:path";
import { z } from "zod";
import { processWide } from "./process-wide";

/** What the process was told, checked once. Paths are absolute, sizes are bytes, secrets are absent rather than empty. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Folder of SWITCHBACK_DATA. Everything written at run time goes below `store`, its sub-folder. */
  readonly dataFolder: string;
  readonly store: string;
  /** Absent: the embedded database in `store`. */
  readonly databaseUrl: string | undefined;
  /** Origin under which browsers reach the server, without a trailing slash. Absent: what the request says. */
  readonly appUrl: string | undefined;
  readonly trustProxy: boolean;
  readonly authSecret: string | undefined;
  readonly setupToken: string | undefined;
  readonly oidc: { readonly issuer: string; readonly id: string; readonly secret: string; readonly name: string } | undefined;
  readonly github: OAuthClient | undefined;
  readonly google: OAuthClient | undefined;
  readonly judge: { readonly hosts: readonly string[]; readonly key: string | undefined };
  readonly metricsToken: string | undefined;
  /** Absolute path of a backup with which to fill an empty store; the process then ends. */
  readonly restoreFrom: string | undefined;
  readonly limits: {
    /** Largest body of one upload, as it arrives. */
    readonly uploadBytes: number;
    /** Largest size of one upload once decompressed. */
    readonly expandedBytes: number;
    /** Files in one multipart upload. */
    readonly uploadFiles: number;
    /** Requests of one account or token in a minute, per server process. */
    readonly requestsPerMinute: number;
  };
}

export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** A start-up fault that the operator mends: `message` holds one line per fault, each naming its variable. */
export class EnvironmentFault extends Error {
  override readonly name = "EnvironmentFault";
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

const text = z.string().min(1).optional();
const flag = z.enum(["0", "1", "false", "true"], "say 1 or 0").default("0").transform((value) => value === "1" || value === "true");
const origin = z.string().refine(isOrigin, "is the address that browsers use, without a path, e.g. https://labels.example.org").transform((value) => new URL(value).origin);
const secret = (least: number) => z.string().min(least, `is too short to be safe: at least ${least} characters, e.g. from \`openssl rand -base64 33\``).optional();

const Variables = z.object({
  PORT: z.coerce.number("is a port number from 0 to 65535").int("is a port number from 0 to 65535").min(0, "is a port number from 0 to 65535").max(65535, "is a port number from 0 to 65535").default(3000),
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/, "is an address or host name to listen on, e.g. 127.0.0.1 or 0.0.0.0").default("127.0.0.1"),
  SWITCHBACK_DATA: z.string().default("./data"),
  DATABASE_URL: z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), "is a PostgreSQL address such as postgres://user:password@host:5432/switchback; leave it out for the embedded database").optional(),
  APP_URL: origin.optional(),
  TRUST_PROXY: flag,
  AUTH_SECRET: secret(32),
  SWITCHBACK_SETUP_TOKEN: secret(12),
  OIDC_ISSUER: z.string().refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), "is the address of the identity provider, e.g. https://login.example.org").optional(),
  OIDC_ID: text, OIDC_SECRET: text, OIDC_NAME: z.string().min(1).default("SSO"),
  GITHUB_ID: text, GITHUB_SECRET: text,
  GOOGLE_ID: text, GOOGLE_SECRET: text,
  JUDGE_HOSTS: z.string().default("").transform((value) => value.split(",").map((host) => host.trim()).filter((host) => host !== "")),
  JUDGE_API_KEY: text,
  METRICS_TOKEN: secret(12),
  SWITCHBACK_RESTORE: text,
  UPLOAD_LIMIT: size("4GB"),
  EXPANDED_LIMIT: size("16GB"),
  UPLOAD_FILES: z.coerce.number("is a whole number").int("is a whole number").min(1, "is at least 1").max(10_000, "is at most 10000").default(1000),
  REQUESTS_PER_MINUTE: z.coerce.number("is a whole number").int("is a whole number").min(60, "is at least 60").default(300_000),
});

/** Checks variables such as `process.env`. An empty variable counts as unset.
 *  @param cwd folder against which a relative SWITCHBACK_DATA is resolved
 *  @throws EnvironmentFault with one line per fault */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>, cwd: string): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw new EnvironmentFault(parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`));
  const v = parsed.data;
  const faults = [
    ...togetherOrNot("OIDC_ISSUER, OIDC_ID and OIDC_SECRET", [v.OIDC_ISSUER, v.OIDC_ID, v.OIDC_SECRET]),
    ...togetherOrNot("GITHUB_ID and GITHUB_SECRET", [v.GITHUB_ID, v.GITHUB_SECRET]),
    ...togetherOrNot("GOOGLE_ID and GOOGLE_SECRET", [v.GOOGLE_ID, v.GOOGLE_SECRET]),
    ...(v.DATABASE_URL !== undefined && v.AUTH_SECRET === undefined
      ? ["AUTH_SECRET is missing: with DATABASE_URL every instance needs the same secret, at least 32 characters, e.g. from `openssl rand -base64 33`"] : []),
  ];
  if (faults.length > 0) throw new EnvironmentFault(faults);
  const dataFolder = resolve(cwd, v.SWITCHBACK_DATA);
  return {
    port: v.PORT, host: v.HOST, dataFolder, store: resolve(dataFolder, "store"),
    databaseUrl: v.DATABASE_URL, appUrl: v.APP_URL, trustProxy: v.TRUST_PROXY,
    authSecret: v.AUTH_SECRET, setupToken: v.SWITCHBACK_SETUP_TOKEN, metricsToken: v.METRICS_TOKEN, restoreFrom: v.SWITCHBACK_RESTORE && resolve(cwd, v.SWITCHBACK_RESTORE),
    oidc: v.OIDC_ISSUER && v.OIDC_ID && v.OIDC_SECRET ? { issuer: v.OIDC_ISSUER, id: v.OIDC_ID, secret: v.OIDC_SECRET, name: v.OIDC_NAME } : undefined,
    github: client(v.GITHUB_ID, v.GITHUB_SECRET), google: client(v.GOOGLE_ID, v.GOOGLE_SECRET),
    judge: { hosts: v.JUDGE_HOSTS, key: v.JUDGE_API_KEY },
    limits: { uploadBytes: v.UPLOAD_LIMIT, expandedBytes: v.EXPANDED_LIMIT, uploadFiles: v.UPLOAD_FILES, requestsPerMinute: v.REQUESTS_PER_MINUTE },
  };
}

/** The process's own environment, read at the first call. @throws EnvironmentFault */
export const environment = (): Environment => processWide("environment", () => readEnvironment(process.env, process.cwd()));

function togetherOrNot(names: string, values: readonly (string | undefined)[]): string[] {
  const set = values.filter((value) => value !== undefined).length;
  return set === 0 || set === values.length ? [] : [`${names} belong together: set all of them or none`];
}

const client = (id: string | undefined, key: string | undefined): OAuthClient | undefined => (id && key ? { id, secret: key } : undefined);

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}

/** A number of bytes such as 500MB or 4GB (powers of 1000). */
function size(preset: string) {
  const units: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9 };
  return z.string().regex(/^\d{1,12}(K|M|G)?B?$/i, "is a size such as 500MB or 4GB").default(preset)
    .transform((value) => Number(/^\d+/.exec(value)![0]) * units[/^\d+([KMG]?)/i.exec(value)![1]!.toUpperCase()]!);
}
