export { readyz as GET } from "@/web/health";
export { onlyRead as DELETE, onlyRead as OPTIONS, onlyRead as PATCH, onlyRead as POST, onlyRead as PUT } from "@/web/unrouted";
