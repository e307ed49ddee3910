import { fillIn } from "../text/fill-in";

/** Everything that reading a file can say of a row or of the file, by code, in English with {parameters}. API and command line give the English sentence with its code and parameters;
 *  the page has the same codes in its catalogue, in each language (`imports.sentences`): a test holds the two together. A code never changes its meaning. */
export const SENTENCES = {
  // where a file or a row ends too early or is too large
  "breaks-off": "the file breaks off here: {why}",
  "parquet-breaks-off": "the file breaks off: {why}; a Parquet file's index stands at its end, so nothing before it can be read",
  "cut-in-line": "the file is cut off in this line: {why}",
  "cut-in-record": "the file is cut off in this record",
  "cut-here": "the file is cut off here",
  "line-too-long": "the line has {bytes} bytes, more than {most}",
  "record-too-long": "the record has {bytes} bytes, more than {most}",
  "file-too-large": "larger than {most} bytes",
  // what is not in the shape that the format has
  "not-json": "not JSON: {why}",
  "not-json-or-cut": "not JSON, or cut off",
  "not-json-object": "not a JSON object",
  "record-not-object": "record {number} is not an object",
  "no-records-at": "no records at \"{path}\"",
  "cells": "{cells} cells, the header has {columns}",
  "quote-never-closed": "a quote that is opened here is never closed",
  "quote-too-long": "a quote that is opened here is not closed within the largest record",
  "not-csv": "not a record of a table: {why}",
  "bad-archive": "{why}",
  "no-traces-in-archive": "no traces.jsonl in the archive",
  "no-texts-in-archive": "no .txt files in the archive",
  "not-parquet": "not a whole Parquet file: {why}",
  "parquet-group-too-large": "a row group says that it has {rows} rows in {bytes} bytes: refused",
  "parquet-rows": "rows {from}–{to} cannot be decoded: {why}",
  "not-an-object": "{what} is not an object",
  "not-a-list": "{what} is not a list",
  "not-a-string": "{what} is not a string",
  "not-a-number": "{what} is not a number",
  "not-a-whole-number": "{what} is not a whole number",
  "not-a-text": "{what} is not a text",
  "not-a-value": "{what} is not a string, number or boolean",
  "none-of": "{what} {value} is none of {values}",
  "twice": "{what} id \"{id}\" stands twice",
  // what makes a trace
  "no-prompt": "no prompt: nothing at \"{path}\", this row has {keys}",
  "prompt-unmapped": "no prompt: nothing at any key: map it to a field, this row has {keys}",
  "no-cot": "no chain of thought: nothing at \"{path}\", this row has {keys}",
  "cot-unmapped": "no chain of thought: nothing at any key: map it to a field, this row has {keys}",
  "empty-generation": "the generation is empty",
  "no-text": "the record has no text",
  "empty-file": "the file is empty",
  "bad-steps": "steps are not ascending ends that close with the length of the CoT",
  "id-taken": "the id \"{id}\" is taken by a trace with another text",
  "not-stored": "not stored",
  // steps
  "step-no-text": "step {step} has no text",
  "no-step-list": "{what} is not a list of steps",
  "no-such-step": "step {step} is labelled, but there are {steps}",
  "no-step-number": "{what} is no step number",
  "no-first-wrong": "a wrong solution without a first wrong step",
  // annotations
  "outside": "{where}: {start}–{end} is outside a text of {length} code points",
  "no-such-field": "{where}: the trace has no {field}",
  "other-quote": "{where}: the quote {quote} is not the {field}'s text at code points {start}–{end}, which is {slice}",
  "quote-elsewhere": "span {id} ({label}, {start}–{end}): the text there is {slice}, the quote {quote}: accept re-anchoring to move it",
  "quote-outside": "span {id} ({label}, {start}–{end}): outside the text, the quote {quote}: accept re-anchoring to move it",
  "quote-nowhere": "span {id} ({label}, {start}–{end}): the quote {quote} has no nearest place of its own",
  "span-outside": "span {id} ({label}, {start}–{end}) is outside the text or inside a character",
  "unknown-unit": "the unit of the offsets cannot be told without quotes, choose one ({shares})",
  "no-codebook": "annotation {id}: the project has no codebook \"{key}\" version {version}: import its codebook.json together with this file",
  "refused-by-codebook": "annotation {id}: {operation} is refused ({why})",
  "no-detector": "annotation {id}: the layer \"{layer}\" does not say which detector: detector:NAME@VERSION",
  // annotation tools
  "doccano-label": "a label is not [start, end, label]",
  "token-end": "span {number}: \"end\" is {end}, but its last token ends at {token}",
  "task-no-text": "the task has no text",
  "task-several-texts": "the task has several texts ({keys}): name one of them \"cot\"",
  "xpath": "regions in HTML are placed by XPath, not by characters",
  "brat-discontinuous": "{file}, line {line}: a discontinuous span cannot be held",
  "brat-not-span": "{file}, line {line}: not a span",
  "brat-not-relation": "{file}, line {line}: not a relation",
  "not-tsv3": "does not begin with #FORMAT=WebAnno TSV 3",
  "not-token": "not a token: {line}",
  "sentence-place": "sentence {id}: begins at {start}, after {length} characters",
  "xml-doctype": "the XML declares a document type: refused, its entities are never expanded",
  "not-xml": "not XML: {why}",
  "no-xmi": "no XMI element",
  "no-sofa": "no Sofa with a text",
  "no-annotated-text": "nothing in this import or this project goes by {address} (annotations of it: {count}): import the text first or together with this file, as a file of that name or a trace with that id",
  "no-address": "the annotations ({count}) do not say which text they speak of, and nothing in this import or this project is named like their file: import them together with their text alone",
  "several-texts": "{texts} texts go by {address} (annotations of it: {count}): name one by its id",
  "no-such-quote": "the quote {quote} stands {times} times in the text and its annotation says no position",
  // logs
  "nothing-printed": "{name}: nothing was printed",
  "no-solution": "no solution or verification is marked in this log",
  "block-no-response": "a block without a response",
  "block-no-question": "a block without a question",
  // to look at, in rows that come in
  "before-thinking": "text before the thinking is only in the source",
  "after-thinking": "text after the thinking is only in the source: the answer has a key of its own",
  "never-closed": "{marker} was never closed",
  "odd-number": "{field}: {value} is no finite number and was left out",
  "repaired": "{count} characters that cannot be stored became U+FFFD",
  "offsets-read": "the file's offsets are read as {unit}: {matched} of {total} ranges fit",
  "moved": "span {id} ({label}, {start}–{end}) was moved by {by} to where its quote stands",
  "relations-left-out": "relations to spans that are not there were left out: {count}",
  "results-left-out": "results that are no label, relation or answer were left out: {count}",
  "prediction-left-out": "a prediction of {detector} marks no text and was left out",
  "prediction-parts-left-out": "{relations} relations and {answers} answers of the prediction of {detector} were left out: a detector has spans alone",
  "predictions-of-one": "several predictions of {detector}: the last one counts",
  "no-prompt-in-log": "the prompt was not found in the log",
  "marks-no-text": "annotations that mark no characters were left out: {count}",
  "attached": "the annotations are on the text of {address}",
  "layer-stays": "the trace has other annotations of the layer {layer} already: they stay, and those of this row were left out",
  // what a file seems to be
  "seen-compressed": "compressed with {by}",
  "seen-parquet": "begins with PAR1",
  "seen-release": "is a zip archive, named like a release or with the files of one",
  "seen-zip": "is a zip archive",
  "seen-rejects": "these are the rejects of an import: the row in each \"source\" is read",
  "seen-plan-kept": "they are read as the import read them",
  "seen-lines": "each line is a JSON object ({count} looked at)",
  "seen-some-lines": "{count} of the lines looked at are JSON objects, {others} are not",
  "seen-broken-json": "begins like JSON, but: {why}",
  "seen-document": "the file is one JSON document",
  "seen-inspect": "it has \"eval\" and \"samples\", as Inspect's logs have",
  "seen-one-record": "which is one record",
  "seen-records-at": "with its records at \"{path}\"",
  "seen-keys": "records have {keys}, as {format} has",
  "seen-tsv3": "begins with #FORMAT=WebAnno TSV 3",
  "seen-xmi": "is XML with an XMI element",
  "seen-standoff": "has brat's standoff lines: its text is looked for under the same name",
  "seen-imo25": "has the marker lines of the IMO25 agent",
  "seen-transcript": "has blocks of Question:, Answer:, Response:",
  "seen-tabs": "the first line is parted by tabs",
  "seen-text": "is named like a plain text: the whole of it is one trace",
  "seen-table": "is text that is no JSON: taken as a table",
  "seen-taken-from": "{field} is taken from \"{path}\"",
  "seen-other-shape": "{count} of {total} rows looked at do not fit: they have {keys}",
  "seen-thinking": "{count} of {total} rows have thinking between markers",
  "seen-chat": "{count} of {total} rows are a printed chat",
  "seen-echo": "{count} of {total} rows repeat the prompt",
  "seen-empty-thinking": "{count} of {total} rows have an empty thinking block",
  "seen-repeats": "{count} of {total} rows repeat ≥ 200 characters verbatim",
  "seen-loops": "{count} of {total} rows fall into a loop",
} as const;

export type SaidCode = keyof typeof SENTENCES;
export type SaidParams = Readonly<Record<string, string | number>>;

/** One sentence of the catalogue with what stands in its places. */
export interface Said {
  readonly code: SaidCode;
  readonly params: SaidParams;
}

export const said = (code: SaidCode, params: SaidParams = {}): Said => ({ code, params });

/** A row in which characters were replaced says so itself: the report names it. */
export const saidOfRepairs = (repairs: number): readonly Said[] => (repairs > 0 ? [said("repaired", { count: repairs })] : []);

export const inEnglish = ({ code, params }: Said): string => fillIn(SENTENCES[code], params);
