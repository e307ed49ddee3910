export { putMine as PUT, readMine as GET } from "@/features/workbench/api";
