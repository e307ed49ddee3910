export { reassignItems as POST } from "@/features/rounds/api";
