"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import type { ReactNode } from "react";
import { I18nProvider, RouterProvider } from "react-aria-components";

/** Lets widgets follow links inside the application without loading it anew, and speak the page's language. */
export function ClientRoutes({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  return <RouterProvider navigate={(href) => router.push(href)}><I18nProvider locale={useLocale()}>{children}</I18nProvider></RouterProvider>;
}
