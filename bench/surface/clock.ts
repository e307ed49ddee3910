import type { Workload, WorkSpan } from "./workload";

/** What is measured: a text surface on a page. */
export interface Subject {
  ready(): boolean;
  show(offset: number): void;
  /** What a person does before the operation that is timed: selecting the text. */
  prepare?(span: WorkSpan): void;
  add(span: WorkSpan): void;
  remove(span: WorkSpan): void;
  /** The span is really drawn. */
  has(span: WorkSpan): boolean;
  scroller(): HTMLElement;
}

/** All in ms: medians, with the worst beside it. */
export interface Measures {
  readonly open: number;
  readonly add: number;
  readonly addWorst: number;
  readonly remove: number;
  readonly scrollTask: number;
}

// The functions below run in the page: they lean on nothing outside of themselves.

/** Opens a subject from data in memory: from the start of a frame to the paint that shows the first span, and two frames. */
export async function timeOpen({ work, name }: { readonly work: Workload; readonly name: string }): Promise<number> {
  const frame = (): Promise<unknown> => new Promise((go) => { requestAnimationFrame(go); });
  const painted = (): Promise<unknown> => new Promise((go) => { const channel = new MessageChannel(); channel.port1.onmessage = go; channel.port2.postMessage(0); });
  const host = document.getElementById("host")!;
  const page = window as unknown as { mountSubject(host: HTMLElement, work: Workload): Subject; subjects?: Record<string, Subject> };
  await frame();
  const start = performance.now();
  const subject = page.mountSubject(host, work);
  await painted();
  while (!subject.ready()) { await frame(); await painted(); }
  await frame();
  await frame();
  (page.subjects ??= {})[name] = subject;
  return performance.now() - start;
}

/** Adds and deletes spans near the middle, each from the start of a frame to that frame's paint, as many as fit a minute; then scrolls through, for a minute at most.
 *  @param leaps scrolls in at most 300 leaps, as ../peers does: at 1m that is three screens a frame. Else by 0.9 of a screen a frame, as Page Down held down. */
export async function timeWork({ name, spans, leaps }: { readonly name: string; readonly spans: readonly WorkSpan[]; readonly leaps: boolean }): Promise<Omit<Measures, "open">> {
  const frame = (): Promise<unknown> => new Promise((go) => { requestAnimationFrame(go); });
  const painted = (): Promise<unknown> => new Promise((go) => { const channel = new MessageChannel(); channel.port1.onmessage = go; channel.port2.postMessage(0); });
  const pause = (ms: number): Promise<unknown> => new Promise((go) => { setTimeout(go, ms); });
  const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
  const subject = (window as unknown as { subjects: Record<string, Subject> }).subjects[name]!;
  const timed = async (work: () => void, done: () => boolean): Promise<number> => {
    await pause(300); // what the last one put off is over
    await frame();
    const start = performance.now();
    work();
    await painted();
    for (let tries = 0; !done(); tries++) {
      if (tries > 300) throw new Error("the span was never drawn");
      await frame();
      await painted();
    }
    return performance.now() - start;
  };
  subject.show(spans[0]!.start);
  await pause(800);
  const add: number[] = [];
  const remove: number[] = [];
  const begun = performance.now();
  for (const span of spans) {
    if (performance.now() - begun > 60_000) break;
    subject.prepare?.(span);
    add.push(await timed(() => subject.add(span), () => subject.has(span)));
    remove.push(await timed(() => subject.remove(span), () => !subject.has(span)));
  }
  const scroller = subject.scroller();
  scroller.scrollTop = 0;
  await pause(500);
  let task = 0;
  const long = new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) task = Math.max(task, duration); });
  long.observe({ type: "longtask" });
  const screen = scroller.clientHeight * 0.9;
  const step = leaps ? Math.max(screen, (scroller.scrollHeight - scroller.clientHeight) / 300) : screen;
  const scrolled = performance.now();
  while (performance.now() - scrolled < 60_000 && scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
    scroller.scrollTop += step;
    await frame();
  }
  await pause(200);
  long.disconnect();
  return { add: median([...add]), addWorst: Math.max(...add), remove: median([...remove]), scrollTask: task };
}
