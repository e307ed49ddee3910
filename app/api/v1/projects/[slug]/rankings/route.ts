export { listRankings as GET } from "@/features/ranking/api";
