import { QueueStore } from "@/features/workbench/saving/queue-store";

const stores = new Map<string, QueueStore>();
const storeOf = (annotation: string, tab: string): QueueStore => {
  const held = stores.get(`${annotation} ${tab}`) ?? new QueueStore(annotation, tab);
  stores.set(`${annotation} ${tab}`, held);
  return held;
};
const flag = (opId: string) => ({ opId, type: "setEmpty" as const, from: false, to: true });

Object.assign(window, {
  put: async (annotation: string, tab: string, base: number, ids: readonly string[]): Promise<void> => { await storeOf(annotation, tab).put(base, ids.map(flag)); },
  adopt: async (annotation: string, tab: string): Promise<string[]> => (await storeOf(annotation, tab).adopt()).map(({ opId }) => opId),
});
