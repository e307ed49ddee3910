import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui/button-look";
import type { AgreementView } from "../loaders";

/** Which pass, round and checkpoint: a plain form, so that the choice is in the address and can be shared. */
export function AgreementFilter({ view: { query, checkpoints, rounds } }: { readonly view: AgreementView }) {
  const t = useTranslations("agreement");
  const select = "h-8 rounded-m border border-field-line bg-paper px-2";
  return (
    <form className="mb-4 flex flex-wrap items-end gap-3">
      <label className="grid gap-1 text-s text-ink-2">{t("pass")}
        <select name="pass" defaultValue={query.pass} className={select}><option value="behaviour">{t("behaviour")}</option><option value="truth">{t("truth")}</option></select>
      </label>
      {rounds.length > 0 && (
        <label className="grid gap-1 text-s text-ink-2">{t("round")}
          <select name="round" defaultValue={query.round ?? ""} className={select}><option value="">{t("allRounds")}</option>{rounds.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}</select>
        </label>
      )}
      {checkpoints.length > 1 && (
        <label className="grid gap-1 text-s text-ink-2">{t("checkpoint")}
          <select name="checkpoint" defaultValue={query.checkpoint ?? ""} className={select}>
            <option value="">{t("allCheckpoints")}</option>
            {checkpoints.filter((name) => name !== "").map((name) => <option key={name}>{name}</option>)}
          </select>
        </label>
      )}
      <button type="submit" className={buttonLook("quiet")}>{t("show")}</button>
    </form>
  );
}
