import type { Metadata, Viewport } from "next";
import { getLocale } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { isTheme, THEME_COOKIE } from "@/ui/theme";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Switchback", template: "%s · Switchback" }, icons: { icon: "/favicon.svg" } };
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [locale, jar, head] = await Promise.all([getLocale(), cookies(), headers()]);
  const theme = jar.get(THEME_COOKIE)?.value;
  return (
    <html lang={locale} data-theme={isTheme(theme) && theme !== "system" ? theme : undefined} suppressHydrationWarning>
      <head>
        {/* React Aria adds style elements at run time and looks here for the nonce that the page's policy asks of them. */}
        <meta property="csp-nonce" nonce={head.get("x-nonce") ?? undefined} suppressHydrationWarning />
      </head>
      <body>{children}</body>
    </html>
  );
}
