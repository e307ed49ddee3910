"use client";
import "./globals.css";

/** When even the layout failed there is no catalogue to speak from: both languages, in short. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <main className="grid justify-items-center gap-3">
          <h1 className="font-serif text-xl">Switchback could not show this page</h1>
          <p className="max-w-[52ch] text-ink-2">The server or the connection failed. What was saved is kept. Try again in a moment.</p>
          <p lang="zh" className="max-w-[52ch] text-ink-2">服务器或连接出错。已保存的内容都在。请稍后重试。</p>
          <button type="button" onClick={reset} className="h-8 rounded-m border border-line-strong bg-paper px-3">Try again · 重试</button>
        </main>
      </body>
    </html>
  );
}
