import type { Database } from "./database";

export interface AuditEvent {
  readonly id: string;
  readonly projectId: string | null;
  readonly accountId: string | null;
  /** verb.noun, e.g. "project.create", "annotation.reopen". */
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Appends one event; events are never changed or removed (the database refuses). */
export async function audit(db: Database, event: Omit<AuditEvent, "at" | "subject" | "detail"> & { readonly subject?: string; readonly detail?: Readonly<Record<string, unknown>>; readonly now: Date }): Promise<void> {
  await db.query(
    'INSERT INTO "audit_event" ("id", "project_id", "account_id", "action", "subject", "detail", "at") VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)',
    [event.id, event.projectId, event.accountId, event.action, event.subject ?? "", JSON.stringify(event.detail ?? {}), event.now],
  );
}

/** A project's events, the newest first. `before` is the id of the last one seen. */
export async function auditPage(db: Database, projectId: string, { before, limit }: { readonly before?: string; readonly limit: number }): Promise<AuditEvent[]> {
  const rows = await db.prisma.auditEvent.findMany({
    where: { projectId }, orderBy: [{ at: "desc" }, { id: "desc" }], take: limit, ...(before ? { cursor: { id: before }, skip: 1 } : {}),
  });
  return rows.map((row) => ({ ...row, detail: row.detail as Readonly<Record<string, unknown>> }));
}
