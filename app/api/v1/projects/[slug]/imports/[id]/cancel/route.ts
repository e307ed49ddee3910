export { cancelUpload as POST } from "@/features/imports/api";
