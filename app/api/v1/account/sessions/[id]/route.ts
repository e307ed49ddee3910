export { endSession as DELETE } from "@/features/account/api";
