import { Agent, request } from "node:http";

export interface Sent {
  readonly status: number;
  readonly body: string;
}

/** One HTTP connection that is kept open, with a token; `as` sends a request with another. */
export function connection(url: string, token: string): { send(method: string, path: string, body?: unknown, as?: string): Promise<Sent>; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  return {
    send: (method, path, body, as = token) => new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { authorization: `Bearer ${as}`, ...(text === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(text) }) };
      const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(text);
    }),
    close: () => agent.destroy(),
  };
}

export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
  /** Milliseconds of the server's processor for one piece of work, warm-up included. */
  readonly cpu: number;
}

/** Runs one loop a worker, all at once, for so many seconds after a warm-up that is not counted. `once` does one piece of work of a worker.
 *  @returns rate over all workers, and milliseconds of one piece of work */
export async function load(workers: number, seconds: number, once: (worker: number) => Promise<void>, cpuSeconds: () => number, warmUp = 2): Promise<Measured> {
  const start = performance.now() + warmUp * 1000;
  const end = start + seconds * 1000;
  const took: number[] = [];
  const cpuBefore = cpuSeconds();
  let done = 0;
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      await once(worker);
      const ended = performance.now();
      done++;
      if (began >= start && ended <= end) took.push(ended - began);
    }
  }));
  return measured(took, seconds, (cpuSeconds() - cpuBefore) / done);
}

/** Does so many pieces of work once each, a worker taking the next as soon as it is free. */
export async function each(workers: number, pieces: number, once: (worker: number, piece: number) => Promise<void>, cpuSeconds: () => number): Promise<Measured> {
  const took: number[] = [];
  const [began, cpuBefore] = [performance.now(), cpuSeconds()];
  let next = 0;
  await Promise.all(Array.from({ length: workers }, async (_, worker) => {
    while (next < pieces) {
      const start = performance.now();
      await once(worker, next++);
      took.push(performance.now() - start);
    }
  }));
  return measured(took, (performance.now() - began) / 1000, (cpuSeconds() - cpuBefore) / pieces);
}

/** @param cpu seconds of the server's processor for one piece */
function measured(took: number[], seconds: number, cpu: number): Measured {
  took.sort((a, b) => a - b);
  const at = (share: number): number => +(took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN).toFixed(1);
  return { perSecond: Math.round(took.length / seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), cpu: +(1000 * cpu).toFixed(2), count: took.length };
}
