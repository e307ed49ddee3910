import { useTranslations } from "next-intl";
import { buttonLook } from "@/ui/button-look";
import { Select } from "@/ui/select";
import type { AgreementView } from "../loaders";

/** Which pass, round and checkpoint: a plain form, so that the choice is in the address and can be shared. */
export function AgreementFilter({ view: { query, checkpoints, rounds } }: { readonly view: AgreementView }) {
  const t = useTranslations("agreement");
  return (
    <form className="mb-4 flex flex-wrap items-end gap-3">
      <Select name="pass" label={t("pass")} defaultValue={query.pass} options={(["behaviour", "truth"] as const).map((value) => ({ value, name: t(value) }))} />
      {rounds.length > 0 && <Select name="round" label={t("round")} defaultValue={query.round ?? ""} options={[{ value: "", name: t("allRounds") }, ...rounds.map(({ id, name }) => ({ value: id, name }))]} />}
      {checkpoints.length > 1 && <Select name="checkpoint" label={t("checkpoint")} defaultValue={query.checkpoint ?? ""} options={[{ value: "", name: t("allCheckpoints") }, ...checkpoints.filter((name) => name !== "").map((name) => ({ value: name, name }))]} />}
      <button type="submit" className={`${buttonLook("quiet")} mb-0.5`}>{t("show")}</button>
    </form>
  );
}
