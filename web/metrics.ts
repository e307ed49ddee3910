import { monitorEventLoopDelay } from "node:perf_hooks";
import { processWide } from "./process-wide";

/** Upper bounds of the duration buckets, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

interface Held {
  readonly requests: Map<string, number>;
  readonly buckets: number[];
  seconds: number;
  count: number;
  readonly delay: ReturnType<typeof monitorEventLoopDelay>;
}

const held = processWide<Held>("metrics", () => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return { requests: new Map(), buckets: BUCKETS.map(() => 0), seconds: 0, count: 0, delay };
});

/** Counts one answer of the API. Methods and statuses are few, so the number of series is bounded. */
export function observeAnswer(method: string, status: number, seconds: number): void {
  const key = `method="${method}",status="${status}"`;
  held.requests.set(key, (held.requests.get(key) ?? 0) + 1);
  held.seconds += seconds;
  held.count++;
  for (const [i, bound] of BUCKETS.entries()) if (seconds <= bound) held.buckets[i]!++;
}

/** The process in the Prometheus text format (version 0.0.4). */
export function metricsText(database: { readonly reachable: boolean; readonly migrated: boolean }): string {
  const memory = process.memoryUsage();
  const cpu = process.cpuUsage();
  return [
    ...series("switchback_http_requests_total", "counter", "Answers of the API by method and status.", [...held.requests].map(([labels, count]) => [labels, count])),
    ...histogram("switchback_http_request_duration_seconds", "Time from request to answer; streamed bodies excluded."),
    ...series("switchback_database_up", "gauge", "1 when the database answers.", [["", Number(database.reachable)]]),
    ...series("switchback_migrations_applied", "gauge", "1 when the schema is this version's.", [["", Number(database.migrated)]]),
    ...series("nodejs_eventloop_delay_p99_seconds", "gauge", "Delay of the event loop, 99th percentile since start.", [["", held.delay.percentile(99) / 1e9]]),
    ...series("process_resident_memory_bytes", "gauge", "Resident memory.", [["", memory.rss]]),
    ...series("nodejs_heap_size_used_bytes", "gauge", "Used JavaScript heap.", [["", memory.heapUsed]]),
    ...series("process_cpu_seconds_total", "counter", "User and system CPU time.", [["", (cpu.user + cpu.system) / 1e6]]),
    ...series("process_uptime_seconds", "gauge", "Time since the process started.", [["", process.uptime()]]),
    "",
  ].join("\n");
}

function series(name: string, type: "counter" | "gauge", help: string, values: readonly (readonly [labels: string, value: number])[]): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values.map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`)];
}

function histogram(name: string, help: string): string[] {
  return [
    `# HELP ${name} ${help}`, `# TYPE ${name} histogram`,
    ...BUCKETS.map((bound, i) => `${name}_bucket{le="${bound}"} ${held.buckets[i]}`), `${name}_bucket{le="+Inf"} ${held.count}`,
    `${name}_sum ${held.seconds}`, `${name}_count ${held.count}`,
  ];
}
