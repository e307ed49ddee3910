export { listAudit as GET } from "@/features/team/api";
