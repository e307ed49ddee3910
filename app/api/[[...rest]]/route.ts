export { nothingHere as DELETE, nothingHere as GET, nothingHere as OPTIONS, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT } from "@/web/unrouted";
