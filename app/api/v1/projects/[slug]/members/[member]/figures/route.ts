export { readFigures as GET } from "@/features/team/api";
