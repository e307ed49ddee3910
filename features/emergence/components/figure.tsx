import type { ReactNode } from "react";
import type { FigureRow } from "../figure-csv";
import type { FigureSource } from "../figure-source";
import { FigureDownloads } from "./figure-downloads";

/** A picture with the sentence that it shows above it, what it says in small under that, and its downloads. */
export function Figure({ id, title, sub, children, data, source, note, level = 2 }: {
  /** Id of the svg: what the downloads write. */
  readonly id: string; readonly title: string; readonly sub?: ReactNode; readonly children: ReactNode;
  /** The numbers behind it: rows of flat values. */
  readonly data: readonly FigureRow[]; readonly source: FigureSource; readonly note?: ReactNode; readonly level?: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className="figure min-w-0">
      <Heading className="font-serif text-xl font-medium text-pretty">{title}</Heading>
      {sub && <p className="mt-0.5 mb-2 text-s text-pretty text-ink-2">{sub}</p>}
      <div className="overflow-x-auto">{children}</div>
      {note}
      <FigureDownloads id={id} title={title} data={data} source={source} />
    </section>
  );
}
