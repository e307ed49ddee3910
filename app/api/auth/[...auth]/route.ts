export { handleAuth as GET, handleAuth as POST } from "@/web/auth";
export { onlyReadOrPost as DELETE, onlyReadOrPost as OPTIONS, onlyReadOrPost as PATCH, onlyReadOrPost as PUT } from "@/web/unrouted";
