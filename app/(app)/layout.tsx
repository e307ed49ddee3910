import { Activity, type ReactNode } from "react";
import { ClientRoutes } from "@/ui/client-routes";
import { Toasts } from "@/ui/toast";
import { ClientMessages } from "./client-messages";

/** Announcements are an activity of their own: React takes them over from the server's page after the page itself. */
export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return <ClientMessages><ClientRoutes>{children}<Activity><Toasts /></Activity></ClientRoutes></ClientMessages>;
}
