export { reportReading as POST } from "@/features/workbench/api";
