import type { TestProject } from "vitest/node";
import { openDatabase } from "@/data/client";
import { migrate } from "@/data/migrate";
import { embeddedTemplate } from "../embedded-template";
import { startCluster } from "./postgres-cluster";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of a migrated embedded store, to be copied. */
    readonly embeddedTemplate: string;
    /** Server on which databases may be made from TEMPLATE; null: no PostgreSQL on this machine. */
    readonly postgresUrl: string | null;
  }
}

export const TEMPLATE = "switchback_template";

/** Makes one migrated template a home, which each test file copies: migrating takes seconds, copying does not. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  provide("embeddedTemplate", await embeddedTemplate());

  const given = process.env.TEST_DATABASE_URL;
  const cluster = given ? null : await startCluster();
  const url = given ?? cluster?.url ?? null;
  provide("postgresUrl", url);
  if (url) {
    const server = await openDatabase({ url, store: "" });
    await server.script(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
    await server.script(`CREATE DATABASE ${TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'`);
    await server.close();
    const template = await openDatabase({ url: withDatabase(url, TEMPLATE), store: "" });
    await migrate(template);
    await template.close();
  } else {
    console.warn("No PostgreSQL here (TEST_DATABASE_URL, or initdb on the PATH): database tests run on the embedded home only.");
  }
  return () => cluster?.stop();
}

export const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};
