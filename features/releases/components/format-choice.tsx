import { useTranslations } from "next-intl";
import { RELEASE_FORMATS, type ReleaseFormat, USUAL_FORMATS } from "@/core/formats/release-formats";
import { Checkbox } from "@/ui/checkbox";

/** What stands together in the form. */
const GROUPS: readonly { readonly name: string; readonly formats: readonly ReleaseFormat[] }[] = [
  { name: "own", formats: ["jsonl", "parquet", "csv"] },
  { name: "tools", formats: ["conll", "label-studio", "doccano", "brat", "prodigy", "w3c"] },
  { name: "training", formats: ["prm-steps", "chat-sft", "reward-signals", "ablations"] },
  { name: "tables", formats: ["behaviours", "analysis"] },
];

/** The files that a release can hold, to tick; the field is called "formats". The dataset card, Croissant and the manifest are always there. */
export function FormatChoice({ error }: { readonly error?: string | undefined }) {
  const t = useTranslations("releases");
  return (
    <fieldset aria-describedby="formats-hint" className="grid gap-3">
      <legend className="font-[550]">{t("formats")}</legend>
      <p id="formats-hint" className="text-s text-ink-2">{t("formatsHint")}</p>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <div key={group.name} className="grid content-start gap-1.5">
            <h2 className="text-s text-ink-2">{t(`formatGroup.${group.name}`)}</h2>
            {group.formats.map((format) => <Checkbox key={format} name="formats" value={format} defaultChecked={USUAL_FORMATS.includes(format)} label={t(`format.${format}`)} hint={t.has(`formatNote.${format}`) ? t(`formatNote.${format}`) : undefined} />)}
          </div>
        ))}
      </div>
      {error && <p role="alert" className="text-s text-bad">{error}</p>}
    </fieldset>
  );
}

/** The ticked ones, in the order of a release. */
export const chosenFormats = (form: FormData): ReleaseFormat[] => RELEASE_FORMATS.filter((format) => form.getAll("formats").includes(format));
