export { cancelJob as POST } from "@/features/projects/api";
