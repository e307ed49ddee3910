import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { notFound } from "next/navigation";
import { ClientRoutes } from "@/ui/client-routes";
import { Toasts } from "@/ui/toast";
import { Specimens } from "./specimens";

const THEMES = ["light", "dark", "contrast"] as const;

/** Every widget in every state and theme, for developers: the place where screenshots are compared. `?theme=dark` shows one theme alone. Not in production; its words are not translated. */
export default async function DesignPage({ searchParams }: { readonly searchParams: Promise<{ theme?: string }> }) {
  if (process.env.NODE_ENV === "production") notFound();
  const [{ theme }, messages] = await Promise.all([searchParams, getMessages()]);
  return (
    <NextIntlClientProvider messages={messages}>
      <ClientRoutes>
        <main id="main">
          {THEMES.filter((one) => theme === undefined || theme === one).map((one) => (
            <section key={one} data-theme={one} aria-label={one} className="bg-ground px-8 py-6 text-ink">
              <h1 className="mb-4 font-serif text-2xl">{one}</h1>
              <Specimens theme={one} />
            </section>
          ))}
        </main>
        <Toasts />
      </ClientRoutes>
    </NextIntlClientProvider>
  );
}
