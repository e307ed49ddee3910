export { createUpload as POST, listImports as GET } from "@/features/imports/api";
