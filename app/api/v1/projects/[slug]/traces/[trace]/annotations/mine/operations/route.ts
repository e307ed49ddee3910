export { appendMine as POST } from "@/features/workbench/api";
