export { keepView as POST, listViews as GET } from "@/features/traces/api";
