import type { Site } from "../api/types";
import { t } from "../i18n";
import { ready, shown, sites } from "../state/atlas";
import { clearFilters } from "../state/page";
import { byName, isProspect } from "./labels";
import { SiteRow } from "./SiteRow";

/** How many of how many; spoken when it changes. */
export function Count() {
  return (
    <p class="count" role="status">
      {ready.value ? t("count", { n: shown.value.length, total: sites.value.length }) : t("loading")}
    </p>
  );
}

export function SiteList() {
  const all = [...shown.value].sort(byName);
  const points = all.filter((site) => site.geometry?.type === "Point");
  if (ready.value && all.length === 0) {
    return (
      <div class="list-empty">
        <p>{t("noneFound")}</p>
        <button type="button" class="button" onClick={clearFilters}>
          {t("clearAll")}
        </button>
      </div>
    );
  }
  return (
    <>
      <Group heading={t("deposits")} sites={points.filter((site) => !isProspect(site))} />
      <Group heading={t("prospects")} sites={points.filter(isProspect)} />
      <Group
        heading={t("beltsAndRegions")}
        sites={all.filter(({ geometry }) => geometry !== null && geometry.type !== "Point")}
      />
      <Group heading={t("unplacedSites")} sites={all.filter((site) => site.geometry === null)} />
    </>
  );
}

function Group({ heading, sites: members }: { heading: string; sites: Site[] }) {
  if (members.length === 0) return null;
  return (
    <section class="group">
      <h3 class="group-heading">{heading}</h3>
      <ul class="rows">
        {members.map((site) => (
          <SiteRow key={site.id} site={site} />
        ))}
      </ul>
    </section>
  );
}
