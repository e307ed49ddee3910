import "katex/dist/katex.min.css";
import ReactMarkdown from "react-markdown";
import rehypeKatex from "rehype-katex";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";

/** Markdown with maths. Raw HTML is shown as text, links keep only safe schemes, faulty maths is shown as its source. */
export function Markdown({ text, lang }: { readonly text: string; readonly lang?: string }) {
  return (
    <div className="prose" lang={lang}>
      <ReactMarkdown remarkPlugins={[remarkGfm, remarkMath]} rehypePlugins={[[rehypeKatex, { throwOnError: false, strict: "ignore" }]]}
        components={{ a: ({ href, children }) => <a href={href} rel="noreferrer noopener" target={href?.startsWith("#") ? undefined : "_blank"}>{children}</a>, img: ({ alt }) => <span>{alt}</span> }}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
