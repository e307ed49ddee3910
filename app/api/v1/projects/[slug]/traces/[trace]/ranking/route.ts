export { putRanking as PUT, readRanking as GET } from "@/features/ranking/api";
