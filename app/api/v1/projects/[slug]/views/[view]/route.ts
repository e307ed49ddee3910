export { forgetView as DELETE } from "@/features/traces/api";
