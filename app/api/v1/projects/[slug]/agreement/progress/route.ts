export { readProgress as GET, stopComputing as DELETE } from "@/features/agreement/api";
