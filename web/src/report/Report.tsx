import { useEffect, useState } from "preact/hooks";
import { readReportAddress } from "../api/client";
import type { Claim } from "../api/types";
import { Icon } from "../common/Icon";
import { Dialog } from "../common/Dialog";
import { type Key, t } from "../i18n";
import { Copy } from "../common/Copy";
import { useVersion } from "../citations/CiteThis";
import { recordName } from "../records/recordClaims";
import { sources } from "../state/atlas";
import { citationUrl } from "../state/page";
import type { RecordRef } from "../state/ref";
import { reportText, sendAddress } from "./text";

interface Props {
  record: RecordRef;
  claim: Claim;
}

/** The report of an error in a claim: the reader adds what is wrong. The page sends nothing. */
export function Report({ record, claim }: Props) {
  const [wrong, setWrong] = useState("");
  const [right, setRight] = useState("");
  const version = useVersion();
  const project = useProject();
  const name = recordName(record);
  const address = citationUrl(record);
  const report = reportText(
    { record, name, claim, sources: sources.value, version, address },
    { wrong, right },
  );
  const send = project === null ? null : sendAddress(project, report);
  return (
    <Dialog heading={t("report.label")} class="report">
      <p class="share-note">{t("report.note", { name })}</p>
      <Field label="report.wrong" value={wrong} change={setWrong} />
      <Field label="report.right" value={right} change={setRight} />
      <details class="recipe">
        <summary>{t("report.whole")}</summary>
        <pre class="code-text" lang="en" dir="ltr" tabIndex={0}>
          {report.title}
          {"\n\n"}
          {report.body}
        </pre>
      </details>
      <p class="report-actions">
        {send !== null && (
          <a class="button" href={send} target="_blank" rel="noopener noreferrer">
            <Icon name="away" />
            {t("report.send")}
          </a>
        )}
        <Copy text={`${report.title}\n\n${report.body}`} label="report.copy" />
      </p>
      {send === null && <p class="share-note">{t("report.nowhere")}</p>}
    </Dialog>
  );
}

function Field({ label, value, change }: { label: Key; value: string; change: (text: string) => void }) {
  return (
    <label class="report-field">
      <span>{t(label)}</span>
      <textarea
        rows={3}
        maxLength={2000}
        dir="auto"
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
      />
    </label>
  );
}

/** The address for reports; null where the atlas names none. */
function useProject(): string | null {
  const [project, setProject] = useState<string | null>(null);
  useEffect(() => {
    readReportAddress().then(setProject, () => undefined);
  }, []);
  return project;
}
