export { listLayers as GET } from "@/features/workbench/api";
