import { offsetMap, toCodePoint, toUtf16, utf16 } from "../text/offset";
import { FIELDS } from "../annotation/span";
import { encoded } from "./bytes";
import type { LeftOut } from "./left-out";
import { leaveWords, UNANNOTATED } from "./left-out";
import type { ReleaseTrace } from "./native-record";

/** The tokenizer of this table: a run of letters, marks, digits and underscores is a token, except that each Han, Hiragana, Katakana, Hangul or Thai character stands alone; so does every other visible character. White space parts. */
export const CONLL_TOKENIZER = "unicode-runs/1";

const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}])[\p{L}\p{M}\p{N}_])+|[^\s]/gu;

/** Token BIO in columns: token, start, end (code points), then one column a label, so that overlapping labels stand beside each other. A block is one field of one annotation, headed by comments that name it.
 *  A span that begins or ends inside a token takes the whole token. @param labels the columns, in this order; spans with other labels are left out */
export const writeConll = (rows: AsyncIterable<ReleaseTrace>, labels: readonly string[], leftOut: LeftOut): AsyncIterable<Uint8Array> => encoded(lines(rows, labels, leftOut));

async function* lines(rows: AsyncIterable<ReleaseTrace>, labels: readonly string[], leftOut: LeftOut): AsyncGenerator<string> {
  yield `# tokenizer = ${CONLL_TOKENIZER}\n# columns = token start end ${labels.join(" ")}\n\n`;
  for await (const trace of rows) {
    if (trace.annotations.length === 0) leftOut.add(UNANNOTATED);
    for (const annotation of trace.annotations) {
      leftOut.add("relations", annotation.relations.length);
      leaveWords(annotation, leftOut);
      for (const field of FIELDS) {
        const spans = annotation.spans.filter((span) => span.field === field);
        if (spans.length === 0 && field !== "cot") continue;
        const map = offsetMap(trace[field] ?? "");
        const tokens = Array.from(map.text.matchAll(TOKEN), (match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }));
        const tags = tokens.map(() => labels.map(() => "O"));
        for (const span of spans) {
          const column = labels.indexOf(span.label);
          if (column < 0) { leftOut.add("spans with labels that have no column"); continue; }
          const start = toUtf16(map, span.start);
          const end = toUtf16(map, span.end);
          const first = tokens.findIndex((token) => token.to > start);
          let tagged = false;
          for (let at = first; at >= 0 && at < tokens.length && tokens[at]!.from < end; at++) {
            if (tags[at]![column] !== "O") { leftOut.add("tokens where spans of one label overlap"); continue; }
            tags[at]![column] = `${tagged ? "I" : "B"}-${span.label}`;
            tagged = true;
          }
          if (!tagged) leftOut.add("spans without a token of their own");
        }
        yield `# trace = ${trace.id.replaceAll(/[\r\n]/g, " ")}\n# annotation = ${annotation.id} ${annotation.layer} ${annotation.pass}\n# field = ${field}\n`;
        for (const [at, token] of tokens.entries()) yield `${[token.text, toCodePoint(map, utf16(token.from)), toCodePoint(map, utf16(token.to)), ...tags[at]!].join("\t")}\n`;
        yield "\n";
      }
    }
  }
}
