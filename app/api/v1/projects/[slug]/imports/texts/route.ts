export { findTexts as POST } from "@/features/imports/api";
