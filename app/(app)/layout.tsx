import type { ReactNode } from "react";
import { ClientRoutes } from "@/ui/client-routes";
import { Toasts } from "@/ui/toast";
import { ClientMessages } from "./client-messages";

export default function AppLayout({ children }: { readonly children: ReactNode }) {
  return <ClientMessages><ClientRoutes>{children}<Toasts /></ClientRoutes></ClientMessages>;
}
