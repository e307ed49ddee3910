export { planUpload as POST } from "@/features/imports/api";
