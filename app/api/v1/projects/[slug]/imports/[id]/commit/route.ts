export { commitImport as POST } from "@/features/imports/api";
